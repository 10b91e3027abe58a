import { dirname } from 'node:path/posix'
import router from '@adonisjs/core/services/router'
import string from '@adonisjs/core/helpers/string'
import type { HttpContext } from '@adonisjs/core/http'
import { goBack } from '#core/pages/previous_page'
import { ValidationFailed, type Fault } from '#core/exceptions/validation_failed'
import type { DomainException } from '#core/exceptions/domain_exception'

/** The refusals that a person mends in the form that they sent; others get a page of their own. */
const MENDABLE = new Set([401, 409, 422, 429])
const STALE_FORM = 'stale_form'

/** Whether the failure came of a form that the person can be sent back to. */
export function isRefusedForm(failure: DomainException, { request, session }: HttpContext) {
  if (request.method() === 'GET' || !session?.initiated) return false
  return MENDABLE.has(failure.status) || failure.code === STALE_FORM
}

/**
 * Sends the person back to the form, with what they wrote and what is wrong with it: `errors` by
 * field, and `problem` for what concerns the whole. Passwords are never kept.
 */
export function returnToForm(
  failure: DomainException,
  { request, response, session }: HttpContext
) {
  const fields = Object.entries(request.original())
  const isKept = ([name]: [string, unknown]) => !name.startsWith('_') && !name.includes('password')
  session.flash('written', Object.fromEntries(fields.filter(isKept)))

  if (failure instanceof ValidationFailed) {
    session.flash('errors', Object.fromEntries(failure.faults.map(beside).toReversed()))
  } else {
    session.flash('problem', failure.message)
  }
  return goBack({ response }, { fallback: formAt(request.url()) })
}

/** Where the form is that posts to this address, for browsers that don't say where they come from. */
function formAt(address: string): string {
  const places = [`${address}/edit`, `${address}/new`, address, dirname(address)]
  return places.find((place) => router.match(place, 'GET', false)) ?? '/'
}

/** The field of the form that a fault stands beside, and its message as people call the field. */
function beside({ field, message }: Fault): [string, string] {
  const [name] = field.split('.')
  return [name, message.replace(field, string.sentenceCase(name))]
}
