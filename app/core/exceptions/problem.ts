import { STATUS_CODES } from 'node:http'
import type { Fault } from '#core/exceptions/validation_failed'

/** What a client is told of a failure: RFC 9457, with a code to decide by. */
export interface Problem {
  type: string
  title: string
  status: number
  /** Stable, in lower snake case. */
  code: string
  /** What happened and what to do, for a person. */
  detail: string
  /** The path of the request. */
  instance?: string
  /** Everything that is wrong with the input. */
  errors?: Fault[]
}

/** The problem of a failure; the title is the status in words. */
export function problem(status: number, code: string, detail: string, errors?: Fault[]): Problem {
  const title = STATUS_CODES[status] ?? 'Error'
  return { type: 'about:blank', title, status, code, detail, errors }
}
