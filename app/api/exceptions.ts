import { DomainException } from '#core/exceptions/domain_exception'

/** None of the entity tags in `If-Match` is the record's: somebody else changed it. */
export class PreconditionFailed extends DomainException {
  static status = 412
  static code = 'precondition_failed'
  static message =
    'If-Match doesn’t name the current version: someone else changed this in the meantime. Reload and retry.'
}

/** The body's `version` is not the record's any more: somebody else changed it. */
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
  /** Takes how many seconds it is until the next attempt counts. */
  constructor(seconds: number) {
    super(`Too many attempts. Try again in ${Math.ceil(seconds / 60)} minutes.`, {
      status: 429,
      code: 'too_many_requests',
      headers: { 'Retry-After': String(Math.max(1, seconds)) },
    })
  }
}

export class TooManyWrites extends DomainException {
  /** Takes how many seconds it is until the next change is taken. */
  constructor(seconds: number) {
    super(`Too many changes within a minute. Try again in ${seconds} seconds.`, {
      status: 429,
      code: 'too_many_requests',
      headers: { 'Retry-After': String(seconds) },
    })
  }
}
