import { DomainException } from '#core/exceptions/domain_exception'

/** A team without a lead who can act could be managed by nobody but an admin. */
export class LastLead extends DomainException {
  static status = 409
  static code = 'last_lead'
  static message = 'Nobody else can lead the team: make another active user a lead first.'
}
