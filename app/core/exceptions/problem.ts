import { STATUS_CODES } from 'node:http'
import type { Fault } from '#core/exceptions/validation_failed'

/** RFC 9457. */
export interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail: string
  instance?: string
  errors?: Fault[]
}

export function problem(status: number, code: string, detail: string, errors?: Fault[]): Problem {
  const title = STATUS_CODES[status] ?? 'Error'
  return { type: 'about:blank', title, status, code, detail, errors }
}
