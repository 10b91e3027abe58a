import { DomainException, type DomainExceptionOptions } from '#core/exceptions/domain_exception'

/** One thing that is wrong with an input. */
export interface Fault {
  /** The path to the field, such as `assigned_to.2`; empty for the input as a whole. */
  field: string
  /** Stable, in lower snake case. */
  code: string
  message: string
}

/**
 * An input with all its faults: 422 for a body, 400 for the parameters of a query string. Actions
 * throw it for what only the database can tell, such as a team that doesn't exist.
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

  /** The short way to say that one field is wrong. */
  static on(field: string, code: string, message: string) {
    return new ValidationFailed([{ field, code, message }])
  }
}
