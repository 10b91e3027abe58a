import type { Fault } from '#core/exceptions/validation_failed'

/**
 * What no column can hold, wherever in the input it stands: text with a NUL or half a character
 * (a lone surrogate), in values and in keys, and numbers that are too large (`1e400`) or that would
 * change (NaN, see `parseExactJSON`).
 */
export function unstorable(input: object): Fault[] {
  const faults: Fault[] = []
  const pending: [path: string, value: unknown][] = [['', input]]

  while (pending.length > 0) {
    const [path, value] = pending.pop()!
    if (typeof value === 'string') faults.push(...faultsOfText(path, value))
    if (value === Infinity || value === -Infinity) {
      faults.push({ field: path, code: 'number', message: `${path} is too large a number` })
    }
    if (Number.isNaN(value)) {
      const message = `${path} has more digits than a number can keep: send it as text`
      faults.push({ field: path, code: 'number', message })
    }
    if (!isContainer(value)) continue

    for (const [key, child] of Object.entries(value)) {
      faults.push(...faultsOfText(path, key))
      pending.push([path ? `${path}.${key}` : key, child])
    }
  }
  return faults
}

/** The input with its text mended, for rules that would break on what `unstorable` reports. */
export function mended<Input>(input: Input): Input {
  if (typeof input === 'string') return input.toWellFormed().replaceAll('\0', '') as Input
  if (Array.isArray(input)) return input.map(mended) as Input
  if (!isContainer(input)) return input
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [key, mended(value)])
  ) as Input
}

function faultsOfText(field: string, text: string): Fault[] {
  if (text.includes('\0')) {
    return [
      { field, code: 'nul_byte', message: `${field || 'The input'} contains a NUL character` },
    ]
  }
  if (!text.isWellFormed()) {
    return [
      {
        field,
        code: 'malformed_text',
        message: `${field || 'The input'} contains half a character`,
      },
    ]
  }
  return []
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
