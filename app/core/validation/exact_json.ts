const MAY_CHANGE = /[\d.]{16}|\d[eE]/

/** A number that a double can't represent becomes NaN, which `unstorable` reports. */
export function parseExactJSON(text: string): unknown {
  return MAY_CHANGE.test(text) ? JSON.parse(text, exactOrNaN) : JSON.parse(text)
}

/** TypeScript's types lack the third argument: https://tc39.es/proposal-json-parse-with-source/ */
function exactOrNaN(_key: string, value: unknown, ...[context]: { source: string }[]) {
  if (typeof value !== 'number' || !Number.isFinite(value)) return value
  return decimalOf(context.source) === decimalOf(String(value)) ? value : Number.NaN
}

function decimalOf(number: string): string {
  const [, whole, fraction = '', exponent = '0'] = number.match(
    /^-?(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i
  )!
  const digits = (whole + fraction).replace(/^0+/, '')
  if (digits === '') return '0'

  // A regular expression would backtrack at every run of zeros.
  let end = digits.length
  while (digits[end - 1] === '0') end--
  return `${digits.slice(0, end)}e${Number(exponent) - fraction.length + digits.length - end}`
}
