import { DomainException } from '#core/exceptions/domain_exception'

/** Says the same for a wrong password, an account that isn't there, and one that is disabled. */
export class InvalidCredentials extends DomainException {
  constructor() {
    super('The username or e-mail address and the password do not belong together', {
      status: 401,
      code: 'invalid_credentials',
      headers: { 'WWW-Authenticate': 'Bearer' },
    })
  }
}
