/** The longest description in any script, and the other fields. */
const MAX_BYTES = 256 * 1024
const MAX_FIELDS = 40

export type SubmittedFields = Record<string, string | string[]>

/** The fields of a refused form without passwords; nothing when it is too large. */
export function submittedFields(form: Record<string, unknown>): SubmittedFields {
  const fields = Object.entries(form).filter(isOurs).slice(0, MAX_FIELDS)
  const kept = Object.fromEntries(fields) as SubmittedFields
  return Buffer.byteLength(JSON.stringify(kept)) <= MAX_BYTES ? kept : {}
}

function isOurs([name, value]: [string, unknown]): boolean {
  if (!/^[a-z][a-z_]{0,40}$/.test(name) || name.includes('password')) return false
  return [value].flat().every((item) => item === null || typeof item === 'string')
}
