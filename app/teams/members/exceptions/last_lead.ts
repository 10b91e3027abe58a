import { DomainException } from '#core/exceptions/domain_exception'

/** A team without a lead who can act could be managed by nobody but an admin. */
export class LastLead extends DomainException {
  static status = 409
  static code = 'last_lead'
  static message =
    'This is the last active lead of the team. Make another active user a lead first.'
}
