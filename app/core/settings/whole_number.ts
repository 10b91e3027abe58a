export function wholeNumberFrom(least: number) {
  return (name: string, value?: string): number | undefined => {
    const number = wholeNumber(name, value)
    if (number === undefined || number >= least) return number
    throw new Error(`${name} takes ${least} or more, and not "${value}"`)
  }
}

/** @throws {Error} for the list of invalid settings */
export function wholeNumber(name: string, value = ''): number | undefined {
  if (value.trim() === '') return undefined
  if (/^\d{1,9}$/.test(value.trim())) return Number(value)
  throw new Error(`${name} takes a whole number, such as 0 or 14, and not "${value}"`)
}
