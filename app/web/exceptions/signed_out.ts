import { DomainException } from '#core/exceptions/domain_exception'

export class SignedOut extends DomainException {
  static status = 401
  static code = 'signed_out'
  static message = 'Your session has ended and nothing was saved. Sign in and try again.'
}
