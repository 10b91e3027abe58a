import type { HttpContext } from '@adonisjs/core/http'
import { isSameOrigin, isForm } from '#web/forms/form_origin'
import { submittedFields } from '#web/forms/submitted_fields'

const TEXTS = ['title', 'description', 'body']

/** For forms that can't be shown again, such as a comment on a deleted task. */
export function unsavedTexts({ request }: Pick<HttpContext, 'request'>): string[] {
  if (!isForm(request) || !isSameOrigin(request)) return []
  const fields = submittedFields(request.original())
  return TEXTS.flatMap((name) => fields[name] ?? []).filter((text) => text.trim())
}
