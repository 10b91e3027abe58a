import { complain, say, step } from '../launcher/terminal.mjs'

let passed = 0

export const chapter = (name) => say(`\n## ${name}\n`)

/** One check: `work` throws when it fails, and may return a remark. */
export async function check(name, work) {
  const seen = await step(name, work)
  passed++
  for (const line of [seen ?? []].flat()) say(`    ${line}`)
}

export function expect(condition, words) {
  if (!condition) throw new Error(words)
}

export const closingLine = () => say(`\n${passed} checks passed.`)

export function failure(error) {
  complain(error.stack ?? String(error))
  say(`\n${passed} checks passed, 1 failed.`)
}
