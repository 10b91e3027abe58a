import type { HttpContext } from '@adonisjs/core/http'
import { formOf } from '#web/forms/form_origin'
import { pathOf } from '#web/previous_page'
import { submittedFields } from '#web/forms/submitted_fields'

/** The session expired before a form was sent: the sign-in page carries its fields. */
export function interrupt(ctx: HttpContext) {
  const fields = submittedFields(ctx.request.original())
  return {
    written: { interrupted: JSON.stringify({ form: formOf(ctx), fields }) },
    problem:
      'Your session has ended and nothing has been saved yet. Sign in to get back to the form with what you entered.',
  }
}

/** Filled in but not submitted: another user may have signed in. Requires a CSRF token. */
export function resume({ request, response, session }: HttpContext): boolean {
  const { form, fields } = parse(request.body().interrupted)
  const path = ownPath(form)
  if (!path) return false

  session.flash({
    written: submittedFields(Object(fields)),
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
