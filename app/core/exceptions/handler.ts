import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http'
import { problem } from '#core/exceptions/problem'
import { isRefusedForm, returnToForm } from '#core/pages/refused_form'
import { knownFailure } from '#core/exceptions/known_failures'
import { DomainException } from '#core/exceptions/domain_exception'
import { ValidationFailed } from '#core/exceptions/validation_failed'

const UNEXPECTED = new DomainException(
  'Something went wrong on our side. The log has the details under the request id.',
  { status: 500, code: 'internal_error' }
)

/** Answers every failure: problem+json to programs, a page to people. The stack stays in the log. */
export default class HttpExceptionHandler extends ExceptionHandler {
  async report(error: unknown, ctx: HttpContext) {
    if ((knownFailure(error)?.status ?? 500) >= 500)
      ctx.logger.error({ err: error }, 'request failed')
  }

  async handle(error: unknown, ctx: HttpContext) {
    const failure = knownFailure(error) ?? UNEXPECTED
    for (const [name, value] of Object.entries(failure.headers)) ctx.response.header(name, value)

    if (wantsJSON(ctx)) return this.#answerProblem(failure, ctx)
    return isRefusedForm(failure, ctx) ? returnToForm(failure, ctx) : this.#answerPage(failure, ctx)
  }

  #answerProblem(failure: DomainException, { request, response }: HttpContext) {
    response
      .status(failure.status)
      .header('Content-Type', 'application/problem+json')
      .send(
        problem(failure.status, failure.code!, failure.message, {
          instance: request.url(),
          ...(failure instanceof ValidationFailed && { errors: failure.faults }),
        })
      )
  }

  async #answerPage(failure: DomainException, { response, view, request }: HttpContext) {
    const html = await view.render('pages/errors/error', { failure, requestId: request.id() })
    response.status(failure.status).header('Content-Type', 'text/html; charset=utf-8').send(html)
  }
}

/** Programs: the API, the health checks, and clients that take JSON but no page. */
function wantsJSON({ request }: HttpContext): boolean {
  const path = request.url()
  return (
    path.startsWith('/api/') ||
    path.startsWith('/health/') ||
    request.accepts(['html', 'json']) === 'json'
  )
}
