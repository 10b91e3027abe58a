import { Exception } from '@adonisjs/core/exceptions'

export interface DomainExceptionOptions {
  /** The HTTP status that a caller is answered. */
  status: number
  /** Stable, in lower snake case: clients decide by it. */
  code: string
  /** Sent along with the answer, such as `Retry-After`. */
  headers?: Record<string, string>
}

/**
 * A failure that the product expects. Its message is written for whoever called; each domain has
 * subclasses of its own under `exceptions/`. Where every one of a class is the same, it says what
 * it is by its static `status`, `code`, `message` and `headers`.
 */
export class DomainException extends Exception {
  static headers: Record<string, string> = {}

  readonly headers: Record<string, string>

  constructor(message?: string, options?: DomainExceptionOptions) {
    super(message, options)
    this.headers = options?.headers ?? new.target.headers
  }
}
