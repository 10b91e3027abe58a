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

/** What the private servers keep, and the passwords that belong to it. */
export const SERVERS_DATA = ['postgres', 'redis', 'secrets.env'].map((name) => local(name))

/** Makes this folder's installation ours until we end. */
export function takeInstallation() {
  const runner = takeLock('up')
  if (runner) throw new Refusal(`It runs already (process ${runner}): use that, or stop it first.`)
}

/**
 * Brings the installation to the point where the product's processes can start.
 *
 * @param {object} settings what the operator set
 * @returns {Promise<{ env: object, servers: object[] }>} the environment of every process of the
 *   product, and the servers' processes
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
    'The password of the data in .local/postgres is gone: put .local/secrets.env back, or start over: npm run up -- --fresh'
  )
}
