import { DomainException } from '#core/exceptions/domain_exception'

/** None of the entity tags in `If-Match` is the record's: somebody else changed it. */
export class PreconditionFailed extends DomainException {
  static status = 412
  static code = 'precondition_failed'
  static message =
    'If-Match doesn’t name the current version: someone else changed this in the meantime. Reload and retry.'
}
