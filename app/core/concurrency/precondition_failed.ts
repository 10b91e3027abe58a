import { DomainException } from '#core/exceptions/domain_exception'

/** None of the entity tags in `If-Match` is the record's: somebody else changed it. */
export class PreconditionFailed extends DomainException {
  constructor() {
    super('If-Match names another version: somebody else changed this meanwhile. Look again.', {
      status: 412,
      code: 'precondition_failed',
    })
  }
}
