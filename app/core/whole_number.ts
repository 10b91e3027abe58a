/**
 * The whole number that a variable has, from 0 on; undefined where it has none.
 *
 * @throws {Error} in words, for the list of settings that are wrong
 */
export function wholeNumber(name: string, value = ''): number | undefined {
  if (value.trim() === '') return undefined
  if (/^\d{1,9}$/.test(value.trim())) return Number(value)
  throw new Error(`${name} takes a whole number, such as 0 or 14, and not "${value}"`)
}
