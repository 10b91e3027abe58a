import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import BodyParserMiddleware from '@adonisjs/core/bodyparser_middleware'
import bodyParser from '#config/bodyparser'
import { readJSON } from '#core/validation/json_body'
import { invalidQuery } from '#core/validation/query_input'
import { faultOfNames } from '#core/validation/structure'
import { DomainException } from '#core/exceptions/domain_exception'

interface Limits {
  json: string
  form: string
  compressed: boolean
}

const LIMITS = {
  signedIn: { json: '1mb', form: '1mb', compressed: true },
  anonymous: { json: '16kb', form: '16kb', compressed: false },
  page: { json: '16kb', form: '1mb', compressed: false },
} satisfies Record<string, Limits>

const NOTHING_MORE = async () => {}

/** Runs after authentication, so that anonymous bodies are only read where expected. */
export default class ReadBodyMiddleware {
  async handle(ctx: HttpContext, next: NextFn, { limits }: { limits: keyof typeof LIMITS }) {
    const { request } = ctx
    const fault = faultOfNames(request.parsedUrl.query ?? '')
    if (fault) throw invalidQuery([fault])

    const isCompressed = request.header('content-encoding', 'identity') !== 'identity'
    if (isCompressed && !LIMITS[limits].compressed && request.hasBody()) throw compressed()

    if (request.request.destroyed) throw incomplete()
    await PARSERS[limits].handle(ctx, NOTHING_MORE).catch(refuseTooManyFields)
    if (request.bodyType === 'raw') request.updateBody(readJSON(request.raw() ?? ''))
    else if (request.bodyType === 'urlencoded') assertSound(request.raw() ?? '')
    else if (hasContent(request)) throw unsupportedMediaType()
    return next()
  }
}

function parserFor({ json, form }: Limits) {
  const config = {
    ...bodyParser,
    raw: { ...bodyParser.raw, limit: json },
    form: { ...bodyParser.form, limit: form },
  }
  return new BodyParserMiddleware(config, undefined as never)
}

const PARSERS = {
  signedIn: parserFor(LIMITS.signedIn),
  anonymous: parserFor(LIMITS.anonymous),
  page: parserFor(LIMITS.page),
}

function refuseTooManyFields(error: unknown): never {
  if (!(error instanceof RangeError)) throw error
  throw new DomainException(error.message, { status: 400, code: 'malformed_body' })
}

function incomplete() {
  return new DomainException('The body is truncated', {
    status: 400,
    code: 'incomplete_body',
  })
}

function assertSound(form: string) {
  const fault = faultOfNames(form)
  if (fault) throw new DomainException(fault.message, { status: 400, code: fault.code })
}

/** Clients send `Content-Length: 0` with any POST. */
function hasContent({ bodyType, ...request }: HttpContext['request']): boolean {
  return bodyType !== undefined && request.request.headers['content-length'] !== '0'
}

function compressed() {
  return new DomainException('Compressed bodies are not accepted here', {
    status: 415,
    code: 'unsupported_encoding',
  })
}

function unsupportedMediaType() {
  return new DomainException('The body must be application/json', {
    status: 415,
    code: 'unsupported_media_type',
    headers: { Accept: 'application/json' },
  })
}
