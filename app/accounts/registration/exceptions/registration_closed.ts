import { DomainException } from '#core/exceptions/domain_exception'

export class RegistrationClosed extends DomainException {
  static status = 403
  static code = 'registration_closed'
  static message = 'Nobody can register here. Ask an admin of this installation for an account.'
}
