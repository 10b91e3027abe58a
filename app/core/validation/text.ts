import { pathTo } from '#core/validation/field_path'
import type { Fault } from '#core/exceptions/validation_failed'

/** NUL, lone surrogates, and numbers that overflow or would change. */
export function* unstorable(input: object): Generator<Fault> {
  const pending: [path: string, value: unknown][] = [['', input]]

  while (pending.length > 0) {
    const [path, value] = pending.pop()!
    const fault = faultOf(path, value)
    if (fault) yield fault
    if (!isContainer(value)) continue

    for (const [key, child] of Object.entries(value)) {
      const faultOfKey = faultOf(path, key)
      if (faultOfKey) yield faultOfKey
      pending.push([pathTo(path, key), child])
    }
  }
}

export function sanitized<Input>(input: Input): Input {
  if (typeof input === 'string') return input.toWellFormed().replaceAll('\0', '') as Input
  if (Array.isArray(input)) return input.map(sanitized) as Input
  if (!isContainer(input)) return input
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [key, sanitized(value)])
  ) as Input
}

function faultOf(field: string, value: unknown): Fault | undefined {
  const name = field || 'The input'
  if (typeof value === 'string') {
    if (value.includes('\0')) {
      return { field, code: 'nul_byte', message: `${name} contains a NUL character` }
    }
    if (!value.isWellFormed()) {
      return { field, code: 'malformed_text', message: `${name} contains malformed Unicode` }
    }
  }
  if (value === Infinity || value === -Infinity) {
    return { field, code: 'number', message: `${name} is too large` }
  }
  if (Number.isNaN(value)) {
    const message = `${name} can’t be stored without losing precision: send it as a string`
    return { field, code: 'number', message }
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
