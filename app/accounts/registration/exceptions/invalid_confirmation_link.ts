import { DomainException } from '#core/exceptions/domain_exception'

export class InvalidConfirmationLink extends DomainException {
  static status = 400
  static code = 'invalid_link'
  static message =
    'This link has expired or is for a previous email address. You can request a new one in your profile.'
}
