import type { Fault } from '#core/exceptions/validation_failed'

/** What keys an object may not have: merged into another object they would reach its prototype. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

/** `metadata` is what may have most of all: 8 levels and 8,000 values fit into its 16 KiB. */
const MOST_LEVELS = 32
const MOST_VALUES = 10_000
const MOST_CHARACTERS_OF_A_KEY = 256

/**
 * The first thing that is wrong with the structure of what was parsed from JSON: how deep it is,
 * how many values it has, and how its keys are called. It reads no more than it allows.
 */
export function faultOfStructure(input: object, mostLevels = MOST_LEVELS): Fault | undefined {
  const pending: [container: object, level: number][] = [[input, 1]]
  let values = 0

  while (pending.length > 0) {
    const [container, level] = pending.pop()!
    if (level > mostLevels) return tooComplex(`nested deeper than ${mostLevels} levels`)

    const children = Array.isArray(container) ? container : Object.values(container)
    values += children.length
    if (values > MOST_VALUES) return tooComplex(`more than ${MOST_VALUES} values`)

    const fault = Array.isArray(container) ? undefined : faultOfKeys(Object.keys(container))
    if (fault) return fault
    for (const child of children) {
      if (typeof child === 'object' && child !== null) pending.push([child, level + 1])
    }
  }
}

/** The same for the names in a form or a query string, in which brackets and dots may nest. */
export function faultOfNames(encoded: string): Fault | undefined {
  for (const name of new URLSearchParams(encoded).keys()) {
    const fault = faultOfKeys([name, ...name.split(/[.[\]]+/)])
    if (fault) return { ...fault, field: fault.field && name }
  }
}

function faultOfKeys(keys: string[]): Fault | undefined {
  for (const key of keys) {
    if (key.length > MOST_CHARACTERS_OF_A_KEY) {
      return tooComplex(`a key of more than ${MOST_CHARACTERS_OF_A_KEY} characters`)
    }
    if (FORBIDDEN.has(key.replace(/[\s\p{C}]+/gu, ''))) {
      const message = `${JSON.stringify(key)} is a key that no input may have, at any depth`
      return { field: key, code: 'forbidden_key', message }
    }
  }
}

function tooComplex(what: string): Fault {
  return { field: '', code: 'too_complex', message: `The input is too complex: ${what}` }
}
