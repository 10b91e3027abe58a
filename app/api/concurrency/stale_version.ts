import { DomainException } from '#core/exceptions/domain_exception'

/** The body's `version` is not the record's any more: somebody else changed it. */
export class StaleVersion extends DomainException {
  constructor(current: number) {
    super(
      `Someone else changed this in the meantime (current version: ${current}). Reload and retry.`,
      {
        status: 409,
        code: 'stale_version',
      }
    )
  }
}
