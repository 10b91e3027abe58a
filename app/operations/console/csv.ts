const FORMULA = /^[=+\-@\t\r]/

/** RFC 4180. Cells that a spreadsheet would run as formulas get a leading apostrophe. */
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
