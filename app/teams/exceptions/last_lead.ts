import { DomainException } from '#core/exceptions/domain_exception'

/** A team without a lead could be managed by nobody but an admin. */
export class LastLead extends DomainException {
  constructor() {
    super('This is the only lead of the team: make somebody else a lead first.', {
      status: 409,
      code: 'last_lead',
    })
  }
}
