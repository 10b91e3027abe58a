import { DomainException } from '#core/exceptions/domain_exception'

export class PreconditionFailed extends DomainException {
  static status = 412
  static code = 'precondition_failed'
  static message =
    'If-Match doesn’t name the current version: someone else changed this in the meantime. Reload and retry.'
}

export class StaleVersion extends DomainException {
  constructor(current: number) {
    super(
      `Someone else changed this in the meantime (current version: ${current}). Reload and retry.`,
      {
        status: 409,
        code: 'stale_version',
      }
    )
  }
}

export class TooManyAttempts extends DomainException {
  /** Seconds until the next attempt is allowed. */
  constructor(seconds: number) {
    super(`Too many attempts. Try again in ${Math.ceil(seconds / 60)} minutes.`, {
      status: 429,
      code: 'too_many_requests',
      headers: { 'Retry-After': String(Math.max(1, seconds)) },
    })
  }
}

export class TooManyWrites extends DomainException {
  /** Seconds until the next write is allowed. */
  constructor(seconds: number) {
    super(`Too many changes within a minute. Try again in ${seconds} seconds.`, {
      status: 429,
      code: 'too_many_requests',
      headers: { 'Retry-After': String(seconds) },
    })
  }
}
