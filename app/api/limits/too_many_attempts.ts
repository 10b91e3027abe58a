import { DomainException } from '#core/exceptions/domain_exception'

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
