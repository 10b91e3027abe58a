import { DomainException } from '#core/exceptions/domain_exception'

export class LastAdmin extends DomainException {
  constructor() {
    super('This is the last active admin: make somebody else one first', {
      status: 409,
      code: 'last_admin',
    })
  }
}
