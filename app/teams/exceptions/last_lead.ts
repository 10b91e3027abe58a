import { DomainException } from '#core/exceptions/domain_exception'

/** A team without a lead could be managed by nobody but an admin. */
export class LastLead extends DomainException {
  static status = 409
  static code = 'last_lead'
  static message = 'This is the only lead of the team: make somebody else a lead first.'
}
