import { DomainException } from '#core/exceptions/domain_exception'

/** Only those who work in a team give it tasks or take tasks from it. */
export class NotOnTeam extends DomainException {
  static status = 403
  static code = 'forbidden'
  static message = 'Only leads and members of a team can move tasks into or out of it'
}
