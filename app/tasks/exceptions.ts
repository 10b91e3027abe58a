import { DomainException } from '#core/exceptions/domain_exception'

export class NotOnTeam extends DomainException {
  static status = 403
  static code = 'forbidden'
  static message = 'Only leads and members of a team can move tasks into or out of it'
}
