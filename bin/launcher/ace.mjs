import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { onEnd } from './launcher.mjs'
import { lockHolder } from './lock.mjs'
import { isOldNode, keptNode } from './node_runtime.mjs'
import { local } from './paths.mjs'

const FILE = local('environment.json')
const NAMES = ['NODE_ENV', 'HOST', 'PORT', 'APP_URL', 'APP_KEY', 'DATABASE_URL', 'REDIS_URL']

/** Lets `node ace` find the running system of this launcher. */
export function tellAce(env) {
  const told = Object.fromEntries(NAMES.map((name) => [name, env[name]]))
  writeFileSync(FILE, JSON.stringify(told), { mode: 0o600 })
  onEnd(() => rmSync(FILE, { force: true }))
}

/**
 * Gives Ace the settings of the system that `npm run up` runs here, where no database is
 * configured, and the installed Node where the machine's is too old; in the latter case Ace runs
 * there and this doesn't return.
 */
export function prepareAce() {
  if (!process.env.DATABASE_URL && lockHolder('up') && existsSync(FILE)) {
    for (const [name, value] of Object.entries(JSON.parse(readFileSync(FILE, 'utf8')))) {
      process.env[name] ??= value
    }
  }
  if (!isOldNode()) return

  const node = keptNode()
  if (!existsSync(node)) {
    console.error(
      'Ace needs Node 24 or newer: run npm run up, which installs one, or install it yourself.'
    )
    process.exit(1)
  }
  const { status } = spawnSync(node, process.argv.slice(1), { stdio: 'inherit' })
  process.exit(status ?? 1)
}
