import { DomainException } from '#core/exceptions/domain_exception'

export class AlreadyMember extends DomainException {
  constructor() {
    super('The user is in the team already.', { status: 409, code: 'already_member' })
  }
}
