import { audit } from './advisories.mjs'
import { generateCode } from './application.mjs'
import { provideDependencies } from './dependencies.mjs'
import { provideNode } from './node_runtime.mjs'
import { start } from './processes.mjs'
import { settingsWithoutServers } from './settings.mjs'
import { complain, say, step, yellow } from './terminal.mjs'

const CHECKS = [
  { name: 'Format', command: ['npm', 'run', 'format:check'] },
  { name: 'Lint', command: ['npm', 'run', 'lint'] },
  { name: 'Types', command: ['npm', 'run', 'typecheck'] },
  { name: 'Production build', command: ['npm', 'run', 'build'] },
]
const CLOSING = /^(\d+) passed, (\d+) failed$/

const env = settingsWithoutServers()
let passed = 0
let failed = 0

/**
 * `.ci/run`. A failed check doesn't prevent the others; each counts as a failed test in the last
 * line.
 */
export async function ci() {
  await provideNode()
  await provideDependencies()
  await generateCode(env)

  for (const check of CHECKS) await perform(check)
  await checkAdvisories()
  await runTests()
  return failed === 0 ? 0 : 1
}

export const closingLine = (code) =>
  say(`${passed} passed, ${code === 0 ? failed : Math.max(failed, 1)} failed`)

async function perform({ name, command }) {
  await step(name, async () => {
    const check = start(name, command, { env: env })
    const { code } = await check.exited
    if (code === 0) return

    failed++
    check.lastLines.forEach((line) => say(line))
    throw new Error(name)
  }).catch(() => complain(`${name} failed.`))
}

/** An unreachable registry does not fail the build. */
async function checkAdvisories() {
  const { problem, skipped } = await step('Advisories', audit)
  if (skipped) return say(`${yellow('!')} Advisories were skipped: ${skipped}`)
  if (!problem) return

  failed++
  complain(`Advisories failed: ${problem}`)
}

/** The suite's last line is merged into ours. */
async function runTests() {
  const output = (line) => {
    const closing = CLOSING.exec(line)
    if (!closing) return say(line)
    passed += Number(closing[1])
    failed += Number(closing[2])
  }
  const { code } = await start('tests', ['node', 'bin/test.mjs'], { output, grace: 60_000 }).exited
  if (code !== 0 && failed === 0) failed++
}
