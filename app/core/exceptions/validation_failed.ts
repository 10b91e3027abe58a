import { DomainException, type DomainExceptionOptions } from '#core/exceptions/domain_exception'

export interface Fault {
  /** Path of the field, such as `assigned_to.2`; empty for the whole input. */
  field: string
  code: string
  message: string
}

/**
 * All faults of an input: 422 for a body, 400 for a query string. Actions throw it for faults that
 * only the database knows, such as a missing team.
 */
export class ValidationFailed extends DomainException {
  static status = 422
  static code = 'validation_failed'

  constructor(
    readonly faults: Fault[],
    options?: DomainExceptionOptions
  ) {
    super(faults.map((fault) => fault.message.replace(/\.$/, '')).join('; '), options)
  }

  static on(field: string, code: string, message: string) {
    return new ValidationFailed([{ field, code, message }])
  }
}
