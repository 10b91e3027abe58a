import { Exception } from '@adonisjs/core/exceptions'

export interface DomainExceptionOptions {
  status: number
  code: string
  headers?: Record<string, string>
}

/** An expected failure; subclasses define a static `status`, `code` and `message`. */
export class DomainException extends Exception {
  static headers: Record<string, string> = {}

  readonly headers: Record<string, string>

  constructor(message?: string, options?: DomainExceptionOptions) {
    super(message, options)
    this.headers = options?.headers ?? new.target.headers
  }
}
