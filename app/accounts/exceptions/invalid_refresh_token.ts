import { DomainException } from '#core/exceptions/domain_exception'

export class InvalidRefreshToken extends DomainException {
  constructor() {
    super('The refresh token is wrong, used, expired or revoked. Sign in again.', {
      status: 401,
      code: 'invalid_refresh_token',
      headers: { 'WWW-Authenticate': 'Bearer' },
    })
  }
}
