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
 * subclasses of its own under `exceptions/`.
 */
export class DomainException extends Exception {
  readonly headers: Record<string, string>

  constructor(message: string, options: DomainExceptionOptions) {
    super(message, { status: options.status, code: options.code })
    this.headers = options.headers ?? {}
  }
}
