/** No other number changes when it is read: 15 digits always fit. */
const MAY_CHANGE = /[\d.]{16}|\d[eE]/

/**
 * Parses JSON. A number that a double can't hold as it is written, such as `9007199254740993`, comes
 * out as NaN, which JSON has no word for: `unstorable` reports it.
 *
 * @throws SyntaxError
 */
export function parseExactJSON(text: string): unknown {
  return MAY_CHANGE.test(text) ? JSON.parse(text, exactOrNaN) : JSON.parse(text)
}

/** The third argument is missing in the types of TypeScript: https://tc39.es/proposal-json-parse-with-source/ */
function exactOrNaN(_key: string, value: unknown, ...[context]: { source: string }[]) {
  if (typeof value !== 'number' || !Number.isFinite(value)) return value
  return decimalOf(context.source) === decimalOf(String(value)) ? value : Number.NaN
}

/** The same text for the same number, however it is written. */
function decimalOf(number: string): string {
  const [, whole, fraction = '', exponent = '0'] = number.match(
    /^-?(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i
  )!
  const digits = (whole + fraction).replace(/^0+/, '')
  if (digits === '') return '0'

  // A pattern for zeros at the end would try each run of zeros on the way.
  let end = digits.length
  while (digits[end - 1] === '0') end--
  return `${digits.slice(0, end)}e${Number(exponent) - fraction.length + digits.length - end}`
}
