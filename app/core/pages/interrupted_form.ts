import type { HttpContext } from '@adonisjs/core/http'
import { isValidRedirectUrl } from '@adonisjs/core/http/helpers'
import { formOf } from '#core/pages/form_origin'
import { writtenFields } from '#core/pages/written_fields'

/**
 * What the sign-in page shows and carries for somebody whose session ended before they sent a form:
 * the fields go along in the page itself, and nothing is kept here.
 */
export function interrupt(ctx: HttpContext) {
  const fields = writtenFields(ctx.request.original())
  return {
    written: { interrupted: JSON.stringify({ form: formOf(ctx), fields }) },
    problem:
      'You are no longer signed in, and nothing is saved yet. Sign in, and what you wrote will be in the form again.',
  }
}

/**
 * Brings somebody who signed in back to the form that they were at, filled in as they had it; tells
 * whether there was one. Sending it is theirs to do: somebody else may have signed in.
 */
export function resume({ request, response, session }: HttpContext): boolean {
  const { form, fields } = parse(request.input('interrupted'))
  if (!isOwnPath(form)) return false

  session.flash({
    written: writtenFields(Object(fields)),
    problem: 'What you wrote before you signed in is in the form. It is not saved yet.',
  })
  response.redirect().toPath(form)
  return true
}

function parse(text: unknown): { form?: unknown; fields?: unknown } {
  try {
    return Object(JSON.parse(String(text)))
  } catch {
    return {}
  }
}

function isOwnPath(form: unknown): form is string {
  return (
    typeof form === 'string' && /^\/[\w/?&=%.,+-]{0,1000}$/.test(form) && isValidRedirectUrl(form)
  )
}
