/** Room for the longest description in any script, and for all that stands beside it. */
const MOST_BYTES = 256 * 1024
const MOST_FIELDS = 40

export type WrittenFields = Record<string, string | string[]>

/**
 * The part of a refused form that is kept until it is shown again: fields as our forms have them,
 * without passwords and what is the framework's. Nothing is kept of a form that is too large.
 */
export function writtenFields(form: Record<string, unknown>): WrittenFields {
  const fields = Object.entries(form).filter(isOurs).slice(0, MOST_FIELDS)
  const kept = Object.fromEntries(fields) as WrittenFields
  return Buffer.byteLength(JSON.stringify(kept)) <= MOST_BYTES ? kept : {}
}

function isOurs([name, value]: [string, unknown]): boolean {
  if (!/^[a-z][a-z_]{0,40}$/.test(name) || name.includes('password')) return false
  return [value].flat().every((item) => item === null || typeof item === 'string')
}
