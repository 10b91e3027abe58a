import router from '@adonisjs/core/services/router'
import { ReadOnlyValuesStore } from '@adonisjs/session'
import type { HttpContext } from '@adonisjs/core/http'
import type { SessionData } from '@adonisjs/session/types'
import { ValidationFailed } from '#core/exceptions/validation_failed'
import type { DomainException } from '#core/exceptions/domain_exception'
import { readable } from '#web/forms/readable_fault'
import { isSameOrigin, formOf, isForm } from '#web/forms/form_origin'
import { submittedFields } from '#web/forms/submitted_fields'
import { interrupt, resume } from '#web/forms/interrupted_form'

/** Statuses that the user can fix in the form; others get an error page. */
const CORRECTABLE = new Set([401, 409, 422, 429])

/** A form without a valid token that isn't provably ours changes nothing, not even the session. */
export function isRefusedForm(failure: DomainException, { request, session }: HttpContext) {
  if (!isForm(request) || !session?.initiated) return false
  if (failure.code !== 'stale_form') return isCorrectable(failure)

  const isOurs = isSameOrigin(request)
  if (!isOurs) session.commit = async () => {}
  return isOurs
}

function isCorrectable({ status, code }: DomainException): boolean {
  return CORRECTABLE.has(status) || code === 'too_busy'
}

/** Flashes `errors` by field, `problem` for the whole form, and the values without passwords. */
export async function returnToForm(failure: DomainException, ctx: HttpContext) {
  const { auth, request, response, session } = ctx
  const written = submittedFields(known(request.original(), failure))
  const why: SessionData =
    failure instanceof ValidationFailed
      ? { errors: messagesOf(failure) }
      : { problem: failure.message }

  if (await auth.use('web').check()) {
    if (resume(ctx)) return
    session.flash({ written, ...why })
    return response.redirect().toPath(formOf(ctx))
  }
  return isForMembers(ctx.route!)
    ? showNow(ctx, '/login', 401, interrupt(ctx))
    : showNow(ctx, ctx.route!.pattern, failure.status, { written, ...why })
}

/** Renders the form directly, so that nothing is stored for guests. */
async function showNow(ctx: HttpContext, address: string, status: number, shown: SessionData) {
  const { handler } = router.match(address, 'GET', false)!.route
  ctx.view.share({ flashMessages: new ReadOnlyValuesStore(shown) })
  const page =
    typeof handler === 'function'
      ? await handler(ctx)
      : await handler.handle(ctx.containerResolver, ctx)

  ctx.response.status(status).header('Content-Type', 'text/html; charset=utf-8').send(page)
}

function isForMembers({ middleware }: NonNullable<HttpContext['route']>): boolean {
  return [...middleware.all()].some((entry) => 'name' in entry && entry.name === 'auth')
}

function known(form: Record<string, unknown>, failure: DomainException) {
  const faults = failure instanceof ValidationFailed ? failure.faults : []
  const strays = faults.filter(({ code }) => code === 'unknown_field').map(({ field }) => field)
  return Object.fromEntries(Object.entries(form).filter(([name]) => !strays.includes(name)))
}

function messagesOf({ faults }: ValidationFailed): Record<string, string> {
  const messages = faults.map(readable).map(({ name, message }) => [name, message])
  return Object.fromEntries(messages.toReversed())
}
