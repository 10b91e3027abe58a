import type { HttpContext } from '@adonisjs/core/http'
import { formOf } from '#web/forms/form_origin'
import { pathOf } from '#web/previous_page'
import { writtenFields } from '#web/forms/written_fields'

/**
 * What the sign-in page shows and carries for somebody whose session ended before they sent a form:
 * the fields go along in the page itself, and nothing is kept here.
 */
export function interrupt(ctx: HttpContext) {
  const fields = writtenFields(ctx.request.original())
  return {
    written: { interrupted: JSON.stringify({ form: formOf(ctx), fields }) },
    problem:
      'Your session has ended and nothing has been saved yet. Sign in to get back to the form with what you entered.',
  }
}

/**
 * Brings somebody who signed in back to the form that they were at, filled in as they had it; tells
 * whether there was one. Sending it is theirs to do: somebody else may have signed in. Only the body
 * counts, which needs a token: links of other sites can't fill in our forms.
 */
export function resume({ request, response, session }: HttpContext): boolean {
  const { form, fields } = parse(request.body().interrupted)
  const path = ownPath(form)
  if (!path) return false

  session.flash({
    written: writtenFields(Object(fields)),
    problem: 'The form has what you entered before you signed in. It has not been saved yet.',
  })
  response.redirect().toPath(path)
  return true
}

function parse(text: unknown): { form?: unknown; fields?: unknown } {
  try {
    return Object(JSON.parse(String(text)))
  } catch {
    return {}
  }
}

function ownPath(form: unknown): string | undefined {
  const url = typeof form === 'string' && form.startsWith('/') && URL.parse(form, 'http://here')
  return url && url.host === 'here' ? pathOf(url) : undefined
}
