import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { onEnd } from './launcher.mjs'
import { local } from './paths.mjs'
import { startPostgres } from './postgres.mjs'
import { isAlive } from './processes.mjs'
import { provideRedis } from './programs.mjs'
import { startRedis } from './redis.mjs'
import { step } from './terminal.mjs'

/** Preferred ports; others are taken when these are in use. */
const POSTGRES_PORT = 54_330
const REDIS_PORT = 63_790

/**
 * Starts the servers that the operator didn't configure, on persistent data.
 *
 * @param {object} settings DATABASE_URL, REDIS_URL where the operator set them
 * @param {object} secrets  of this installation
 * @returns {Promise<{ urls: object, processes: object[] }>} DATABASE_URL and REDIS_URL
 */
export async function startKeptServers(settings, secrets) {
  const servers = {}

  if (!settings.DATABASE_URL) {
    servers.DATABASE_URL = await step('PostgreSQL', () =>
      startPostgres({
        folder: local('postgres'),
        password: secrets.DATABASE_PASSWORD,
        port: POSTGRES_PORT,
        log: local('log/postgres.log'),
      })
    )
  }
  if (!settings.REDIS_URL) {
    const program = await provideRedis()
    servers.REDIS_URL = await step('Redis', () =>
      startRedis({
        program,
        folder: local('redis'),
        password: secrets.REDIS_PASSWORD,
        port: REDIS_PORT,
        log: local('log/redis.log'),
      })
    )
  }
  return gather(servers)
}

/**
 * Starts a throw-away PostgreSQL and Redis.
 *
 * @returns {Promise<{ urls: object, folder: string }>} their URLs, and a folder that is removed too
 */
export async function startThrowAwayServers(secrets) {
  const folder = throwAwayFolder()
  const program = await provideRedis()
  const common = { durable: false }

  const { urls } = gather({
    DATABASE_URL: await step('Temporary PostgreSQL', () =>
      startPostgres({
        ...common,
        folder: resolve(folder, 'postgres'),
        password: secrets.DATABASE_PASSWORD,
        log: resolve(folder, 'postgres.log'),
      })
    ),
    REDIS_URL: await step('Temporary Redis', () =>
      startRedis({
        ...common,
        program,
        folder: resolve(folder, 'redis'),
        password: secrets.REDIS_PASSWORD,
        log: resolve(folder, 'redis.log'),
      })
    ),
  })
  return { urls, folder }
}

function gather(servers) {
  const entries = Object.entries(servers)
  return {
    urls: Object.fromEntries(entries.map(([name, { url }]) => [name, url])),
    processes: entries.map(([, server]) => server.process),
  }
}

/** Named after this process; folders of killed processes are removed now. */
function throwAwayFolder() {
  const all = local('throw-away')
  mkdirSync(all, { recursive: true })
  for (const pid of readdirSync(all).filter((name) => !isAlive(Number(name)))) {
    rmSync(resolve(all, pid), { recursive: true, force: true })
  }

  const folder = resolve(all, String(process.pid))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  onEnd(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
