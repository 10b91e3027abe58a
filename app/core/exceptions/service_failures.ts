import { DomainException } from '#core/exceptions/domain_exception'
import { ValidationFailed } from '#core/exceptions/validation_failed'

const RETRY_AFTER_SECONDS = '5'

const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'NR_CLOSED',
])

const CONNECTION_NAMES = new Set(['KnexTimeoutError', 'TimeoutError', 'MaxRetriesPerRequestError'])

/** Also of a Redis that is out of memory or can't persist. */
const CONNECTION_MESSAGES =
  /Connection terminated|Connection is closed|Stream isn't writeable|Command timed out|timeout expired|Query read timeout|server closed the connection|^(OOM|MISCONF|READONLY|LOADING) |Client has encountered a connection error/i

/** SQLSTATE: connection, insufficient resources, operator intervention, query cancelled. */
const UNAVAILABLE_STATES = /^(08|53|57P|57014)/

export function serviceUnavailable(error: any): DomainException | undefined {
  const causes = Array.isArray(error?.errors) ? [error, ...error.errors] : [error, error?.cause]
  if (!causes.some(isConnectionFailure)) return undefined

  return new DomainException(
    'A required service is temporarily unavailable. Try again in a few seconds.',
    { status: 503, code: 'service_unavailable', headers: { 'Retry-After': RETRY_AFTER_SECONDS } }
  )
}

function isConnectionFailure(error: any): boolean {
  return (
    CONNECTION_CODES.has(error?.code) ||
    CONNECTION_NAMES.has(error?.name) ||
    UNAVAILABLE_STATES.test(error?.code) ||
    CONNECTION_MESSAGES.test(error?.message)
  )
}

export function postgresFailure(error: any): DomainException | undefined {
  const state: unknown = error?.code
  if (typeof state !== 'string' || error.severity === undefined) return undefined

  if (state === '23505') return duplicate(error)
  if (state === '40001' || state === '40P01') {
    return refusal(409, 'conflict', 'Someone else changed this at the same time. Try again.')
  }
  if (state === '23503')
    return refusal(409, 'conflict', 'A referenced record is missing or still in use')
  if (state.startsWith('23') || state.startsWith('22')) {
    return refusal(422, 'validation_failed', 'A value is invalid')
  }
  return undefined
}

const fields = new Map<string, string>()

/** The field to report when this unique constraint is violated. */
export function registerConstraint(name: string, field: string) {
  fields.set(name, field)
}

/** A concurrent request was first: the same fault as from validation. */
function duplicate({ constraint }: { constraint: string }) {
  const field = fields.get(constraint)
  return field
    ? ValidationFailed.on(field, 'unique', `${field} is already taken`)
    : refusal(409, 'conflict', 'A record with this value already exists')
}

function refusal(status: number, code: string, message: string) {
  return new DomainException(message, { status, code })
}
