import { DomainException } from '#core/exceptions/domain_exception'

export class LastAdmin extends DomainException {
  static status = 409
  static code = 'last_admin'
  static message = 'This is the last active admin. Make another user an admin first.'
}
