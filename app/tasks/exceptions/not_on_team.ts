import { DomainException } from '#core/exceptions/domain_exception'

/** Only those who work in a team give it tasks. */
export class NotOnTeam extends DomainException {
  constructor() {
    super('Only leads and members of the team give it tasks', { status: 403, code: 'forbidden' })
  }
}
