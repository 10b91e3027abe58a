import { DomainException, type DomainExceptionOptions } from '#core/exceptions/domain_exception'

export interface Fault {
  /** Such as `assigned_to.2`; empty for the whole input. */
  field: string
  code: string
  message: string
}

/** 422 for a body, 400 for a query string. */
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
