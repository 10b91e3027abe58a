import { DomainException } from '#core/exceptions/domain_exception'

/** A team without a lead who can act could be managed by nobody but an admin. */
export class LastLead extends DomainException {
  constructor() {
    super('Nobody else can lead the team: make another active user a lead first.', {
      status: 409,
      code: 'last_lead',
    })
  }
}
