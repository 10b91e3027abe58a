import { finished } from 'node:stream/promises'
import { errors as http, ExceptionHandler, type HttpContext } from '@adonisjs/core/http'
import { plainPage } from '#core/http/plain_page'
import { problem, type Problem } from '#core/exceptions/problem'
import { routeNotFound } from '#core/http/route_not_found'
import { isRefusedForm, returnToForm } from '#web/forms/refused_form'
import { unsavedTexts } from '#web/forms/unsaved_texts'
import { knownFailure } from '#web/exceptions/known_failures'
import { DomainException } from '#core/exceptions/domain_exception'
import { ValidationFailed } from '#core/exceptions/validation_failed'

const TIMEOUT_MS = 10_000

export default class HttpExceptionHandler extends ExceptionHandler {
  async report(error: unknown, ctx: HttpContext) {
    const { status } = failureOf(error, ctx)
    if (status >= 500) ctx.logger.error({ err: error }, 'request failed')
  }

  async handle(error: unknown, ctx: HttpContext) {
    const failure = failureOf(error, ctx)
    for (const [name, value] of Object.entries(failure.headers)) ctx.response.header(name, value)

    if (isQuestion(failure, ctx)) return ctx.response.status(204).send(null)
    if (failure.status === 413) await drain(ctx)
    if (wantsJSON(ctx)) return this.#answerProblem(failure, ctx)
    if (!isRefusedForm(failure, ctx)) return this.#answerPage(failure, ctx)
    return returnToForm(failure, ctx).catch((trouble) =>
      this.#answerPage(failureOf(trouble, ctx), ctx)
    )
  }

  #answerProblem(failure: DomainException, { request, response }: HttpContext) {
    response
      .status(failure.status)
      .header('Content-Type', 'application/problem+json')
      .send({ ...problemOf(failure), instance: request.url() })
  }

  async #answerPage(failure: DomainException, ctx: HttpContext) {
    ctx.response
      .status(failure.status)
      .header('Content-Type', 'text/html; charset=utf-8')
      .send(await this.#page(failure, ctx))
  }

  async #page(failure: DomainException, { logger, request, view }: HttpContext) {
    try {
      return await view.render('pages/errors/error', {
        failure,
        requestId: request.id(),
        unsaved: unsavedTexts({ request }),
      })
    } catch (error) {
      logger.error({ err: error }, 'the error page failed to render')
      return plainPage(problemOf(failure))
    }
  }
}

function problemOf(failure: DomainException): Problem {
  const errors = failure instanceof ValidationFailed ? failure.faults : undefined
  return problem(failure.status, failure.code!, failure.message, errors)
}

function failureOf(error: unknown, ctx: HttpContext): DomainException {
  if (error instanceof http.E_ROUTE_NOT_FOUND) return routeNotFound(ctx)
  return knownFailure(error) ?? new InternalError()
}

class InternalError extends DomainException {
  static status = 500
  static code = 'internal_error'
  static message = 'Something went wrong on our side. Details are in the log under the request id.'
}

function isQuestion(failure: DomainException, { request }: HttpContext): boolean {
  return failure.status === 405 && request.method() === 'OPTIONS'
}

/** Most clients read no response before they have sent everything. */
async function drain({ request, response }: HttpContext) {
  response.header('Connection', 'close')
  request.request.unpipe().resume()
  await finished(request.request, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => {})
}

function wantsJSON({ request }: HttpContext): boolean {
  return /^\/(api|health)(\/|$)/.test(request.url()) || request.accepts(['html', 'json']) === 'json'
}
