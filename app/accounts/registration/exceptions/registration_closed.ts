import { DomainException } from '#core/exceptions/domain_exception'

export class RegistrationClosed extends DomainException {
  static status = 403
  static code = 'registration_closed'
  static message = 'Registration is closed. Ask an admin for an account.'
}
