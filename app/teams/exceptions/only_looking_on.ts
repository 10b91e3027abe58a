import { DomainException } from '#core/exceptions/domain_exception'

/** The viewers of a team see its work and add nothing to it. */
export class OnlyLookingOn extends DomainException {
  constructor() {
    super('You are a viewer in this team.', { status: 403, code: 'forbidden' })
  }
}
