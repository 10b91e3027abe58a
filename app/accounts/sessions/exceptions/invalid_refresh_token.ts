import { DomainException } from '#core/exceptions/domain_exception'

export class InvalidRefreshToken extends DomainException {
  static status = 401
  static code = 'invalid_refresh_token'
  static message = 'The refresh token is invalid, used, expired or revoked. Sign in again.'
  static headers = { 'WWW-Authenticate': 'Bearer' }
}
