import { DomainException } from '#core/exceptions/domain_exception'

/** The body's `version` is not the record's any more: somebody else changed it. */
export class StaleVersion extends DomainException {
  constructor(current: number) {
    super(`Somebody else changed this meanwhile: it is at version ${current}. Look again.`, {
      status: 409,
      code: 'stale_version',
    })
  }
}
