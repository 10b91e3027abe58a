import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { prepare, takeInstallation } from './installation.mjs'
import { ROOT } from './paths.mjs'
import { run } from './processes.mjs'
import { provideChromium } from './programs.mjs'
import { readSettings } from './settings.mjs'
import { say, step } from './terminal.mjs'

/** `bin/setup`: idempotent. */
export async function setup() {
  takeInstallation()
  await prepare(readSettings())
  await provideChromium()
  await useHooks()

  say('\nReady. Start the system with npm run up, run the tests with npm test.')
  return 0
}

async function useHooks() {
  if (!existsSync(resolve(ROOT, '.githooks'))) return

  await step('Git hooks', () =>
    run('git-hooks', ['git', 'config', 'core.hooksPath', '.githooks'], {
      failure: 'The git hooks could not be installed.',
    })
  )
}
