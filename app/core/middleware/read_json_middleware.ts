import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { parseExactJSON } from '#core/validation/exact_json'
import { depthOf } from '#core/validation/text'
import { DomainException } from '#core/exceptions/domain_exception'

/** No field of the product is nested half as deep; deeper input exhausts the stack of a parser. */
const DEEPEST = 32

/**
 * Reads the JSON that the body parser left as bytes, strictly: UTF-8, an object at the top, and
 * nothing else than JSON or an HTML form where there is a body at all.
 */
export default class ReadJsonMiddleware {
  handle({ request }: HttpContext, next: NextFn) {
    if (request.bodyType === 'raw') request.updateBody(read(request.raw() ?? ''))
    else if (request.bodyType !== 'urlencoded' && hasContent(request)) throw unsupportedMediaType()
    return next()
  }
}

/** A body of no length needs no type: clients send `Content-Length: 0` along with any POST. */
function hasContent({ bodyType, ...request }: HttpContext['request']): boolean {
  return bodyType !== undefined && request.request.headers['content-length'] !== '0'
}

function read(bytes: string): Record<string, unknown> {
  if (bytes === '') return {}

  const body = parse(bytes)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw malformed('The body must be a JSON object, in braces')
  }
  if (depthOf(body, DEEPEST) > DEEPEST) throw malformed('The body is nested too deep')
  return body as Record<string, unknown>
}

function parse(bytes: string): unknown {
  try {
    return parseExactJSON(
      new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(bytes, 'latin1'))
    )
  } catch (error) {
    throw malformed(`The body is not JSON in UTF-8: ${(error as Error).message}`)
  }
}

function malformed(message: string) {
  return new DomainException(message, { status: 400, code: 'malformed_body' })
}

function unsupportedMediaType() {
  return new DomainException('Send the body as application/json', {
    status: 415,
    code: 'unsupported_media_type',
    headers: { Accept: 'application/json' },
  })
}
