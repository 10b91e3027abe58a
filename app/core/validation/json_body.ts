import { parseExactJSON } from '#core/validation/exact_json'
import { faultOfKeys, faultOfShape } from '#core/validation/structure'
import type { Fault } from '#core/exceptions/validation_failed'
import { DomainException } from '#core/exceptions/domain_exception'

/** Depth and size are checked first, because parsing takes much longer. */
export function readJSON(bytes: string): Record<string, unknown> {
  if (bytes === '') return {}

  const text = decode(bytes)
  assertSound(faultOfShape(text))
  const body = parse(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw malformed('The body must be a JSON object')
  }
  assertSound(faultOfKeys(body))
  return body as Record<string, unknown>
}

function decode(bytes: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(bytes, 'latin1'))
  } catch {
    throw malformed('The body is not valid UTF-8')
  }
}

function parse(text: string): unknown {
  try {
    return parseExactJSON(text)
  } catch (error) {
    throw malformed(`The body is not valid JSON: ${(error as Error).message}`)
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
