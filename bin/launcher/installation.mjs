import { existsSync } from 'node:fs'
import { generateCode, migrate } from './application.mjs'
import { provideDependencies } from './dependencies.mjs'
import { takeLock } from './lock.mjs'
import { provideNode } from './node_runtime.mjs'
import { local } from './paths.mjs'
import { localAddress } from './ports.mjs'
import { Refusal } from './refusal.mjs'
import { startKeptServers } from './servers.mjs'
import { keptSecrets } from './settings.mjs'
import { colourEnvironment } from './terminal.mjs'

export const SERVERS_DATA = ['postgres', 'redis', 'secrets.env'].map((name) => local(name))

/** Locks this folder's installation for this process. */
export function takeInstallation() {
  const runner = takeLock('up')
  if (runner) throw new Refusal(`Already running (process ${runner}): use it, or stop it first.`)
}

/**
 * Prepares everything that the product's processes need to start.
 *
 * @param {object} settings what the operator set
 * @returns {Promise<{ env: object, servers: object[] }>} the environment of the product's
 *   processes, and the servers' processes
 */
export async function prepare(settings) {
  await provideNode()
  await provideDependencies()

  const secrets = secretsOf(settings)
  const { urls, processes } = await startKeptServers(settings, secrets)
  const env = {
    NODE_ENV: 'production',
    APP_KEY: secrets.APP_KEY,
    APP_URL: localAddress(settings),
    ...settings,
    ...urls,
    ...colourEnvironment,
  }
  await generateCode(env)
  await migrate(env)

  return { env, servers: processes }
}

function secretsOf(settings) {
  const [postgres, , secrets] = SERVERS_DATA
  if (settings.DATABASE_URL || !existsSync(postgres) || existsSync(secrets)) return keptSecrets()

  throw new Refusal(
    'The password of the database in .local/postgres is missing: restore .local/secrets.env, or start over: npm run up -- --fresh'
  )
}
