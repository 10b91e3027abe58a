import { complain, say, step } from '../launcher/terminal.mjs'

let passed = 0

/** The head of some checks. */
export const chapter = (name) => say(`\n## ${name}\n`)

/**
 * One thing that must hold: `work` throws where it doesn't, and may give words on what it saw.
 */
export async function check(name, work) {
  const seen = await step(name, work)
  passed++
  for (const line of [seen ?? []].flat()) say(`    ${line}`)
}

/** @throws in these words where it isn't so */
export function expect(condition, words) {
  if (!condition) throw new Error(words)
}

export const closingLine = () => say(`\n${passed} checks passed.`)

export function failure(error) {
  complain(error.stack ?? String(error))
  say(`\n${passed} checks passed, 1 failed.`)
}
