import { DomainException } from '#core/exceptions/domain_exception'

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
