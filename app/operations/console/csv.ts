/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/

/**
 * Records as CSV (RFC 4180), their keys as its head. Text that a spreadsheet would run as a formula
 * gets an apostrophe before it, which says that it is text.
 */
export function csv(records: Record<string, unknown>[]): string {
  const head = Object.keys(records[0] ?? {})
  const lines = [head, ...records.map((record) => Object.values(record))]
  return lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)

  const text = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
