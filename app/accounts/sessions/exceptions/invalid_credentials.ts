import { DomainException } from '#core/exceptions/domain_exception'

/** Says the same for a wrong password, an account that isn't there, and one that is disabled. */
export class InvalidCredentials extends DomainException {
  static status = 401
  static code = 'invalid_credentials'
  static message = 'Incorrect username or password'
  static headers = { 'WWW-Authenticate': 'Bearer' }
}
