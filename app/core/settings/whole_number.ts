/** A variable that takes a whole number, from `least` on. */
export function wholeNumberFrom(least: number) {
  return (name: string, value?: string): number | undefined => {
    const number = wholeNumber(name, value)
    if (number === undefined || number >= least) return number
    throw new Error(`${name} takes ${least} or more, and not "${value}"`)
  }
}

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
