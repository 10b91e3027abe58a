import type { Fault } from '#core/exceptions/validation_failed'

/** Merged into another object these keys would reach its prototype. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

/** `metadata` needs most: 8 levels, and 8,000 values fit into its 16 KiB. */
const MAX_LEVELS = 32
const MAX_VALUES = 10_000
const MAX_KEY_LENGTH = 256

export function faultOfShape(json: string): Fault | undefined {
  let level = 0
  let values = 0

  for (let index = 0; index < json.length; index++) {
    const character = json[index]
    if (character === '"') index = endOfString(json, index)
    else if (character === '}' || character === ']') level--
    else if (character === ',') values++
    else if (character === '{' || character === '[') {
      values++
      level++
    }
    if (level > MAX_LEVELS) return tooComplex(`more than ${MAX_LEVELS} levels`)
    if (values > MAX_VALUES) return tooComplex(`more than ${MAX_VALUES} values`)
  }
}

function endOfString(json: string, start: number): number {
  let index = start + 1
  while (index < json.length && json[index] !== '"') index += json[index] === '\\' ? 2 : 1
  return index
}

export function faultOfKeys(input: object, maxLevels = MAX_LEVELS): Fault | undefined {
  const pending: [container: object, level: number][] = [[input, 1]]

  while (pending.length > 0) {
    const [container, level] = pending.pop()!
    if (level > maxLevels) return tooComplex(`more than ${maxLevels} levels`)

    const fault = Array.isArray(container) ? undefined : faultOf(Object.keys(container))
    if (fault) return fault
    for (const child of Object.values(container)) {
      if (typeof child === 'object' && child !== null) pending.push([child, level + 1])
    }
  }
}

export function faultOfNames(encoded: string): Fault | undefined {
  for (const name of new URLSearchParams(encoded).keys()) {
    // A long name has as many parts as characters.
    const fault = faultOf([name]) ?? faultOf(name.split(/[.[\]]+/))
    if (fault) return { ...fault, field: fault.field && name }
  }
}

function faultOf(keys: string[]): Fault | undefined {
  for (const key of keys) {
    if (key.length > MAX_KEY_LENGTH) {
      return tooComplex(`a key of more than ${MAX_KEY_LENGTH} characters`)
    }
    if (FORBIDDEN.has(key.replace(/[\s\p{C}]+/gu, ''))) {
      const message = `The key ${JSON.stringify(key)} is not allowed at any depth`
      return { field: key, code: 'forbidden_key', message }
    }
  }
}

function tooComplex(what: string): Fault {
  return { field: '', code: 'too_complex', message: `The input is too complex: ${what}` }
}
