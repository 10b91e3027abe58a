import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { parseExactJSON } from '#core/validation/exact_json'
import { invalidQuery } from '#core/validation/query_input'
import { faultOfNames, faultOfStructure } from '#core/validation/structure'
import type { Fault } from '#core/exceptions/validation_failed'
import { DomainException } from '#core/exceptions/domain_exception'

/**
 * Reads the JSON that the body parser left as bytes, strictly: UTF-8, an object at the top, and
 * nothing else than JSON or an HTML form where there is a body at all. Whatever is sent, in the
 * query string too, has no key that could reach the prototype of an object.
 */
export default class ReadJsonMiddleware {
  handle({ request }: HttpContext, next: NextFn) {
    const fault = faultOfNames(request.parsedUrl.query ?? '')
    if (fault) throw invalidQuery([fault])

    if (request.bodyType === 'raw') request.updateBody(read(request.raw() ?? ''))
    else if (request.bodyType === 'urlencoded') assertSound(faultOfNames(request.raw() ?? ''))
    else if (hasContent(request)) throw unsupportedMediaType()
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
  assertSound(faultOfStructure(body))
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

function assertSound(fault: Fault | undefined) {
  if (fault?.code === 'forbidden_key') throw badRequest(fault.message, fault.code)
  if (fault) throw malformed(fault.message)
}

function malformed(message: string) {
  return badRequest(message, 'malformed_body')
}

function badRequest(message: string, code: string) {
  return new DomainException(message, { status: 400, code })
}

function unsupportedMediaType() {
  return new DomainException('Send the body as application/json', {
    status: 415,
    code: 'unsupported_media_type',
    headers: { Accept: 'application/json' },
  })
}
