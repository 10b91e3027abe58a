import { Exception } from '@adonisjs/core/exceptions'

export interface DomainExceptionOptions {
  status: number
  /** Stable, in lower snake case, for programs. */
  code: string
  headers?: Record<string, string>
}

/**
 * An expected failure, with a message for the caller. Subclasses usually define a static `status`,
 * `code`, `message` and `headers`.
 */
export class DomainException extends Exception {
  static headers: Record<string, string> = {}

  readonly headers: Record<string, string>

  constructor(message?: string, options?: DomainExceptionOptions) {
    super(message, options)
    this.headers = options?.headers ?? new.target.headers
  }
}
