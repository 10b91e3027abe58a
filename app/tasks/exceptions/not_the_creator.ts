import { DomainException } from '#core/exceptions/domain_exception'

/** Without a team a template is its creator's alone, who may have left the team. */
export class NotTheCreator extends DomainException {
  static status = 403
  static code = 'forbidden'
  static message = 'Only its creator takes a template out of the team'
}
