import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import util from 'node:util'
import { ROOT, local } from './paths.mjs'
import { Refusal } from './refusal.mjs'

const DEFAULTS = { HOST: '127.0.0.1', PORT: '3333' }
const SECRETS = ['APP_KEY', 'DATABASE_PASSWORD', 'REDIS_PASSWORD']

/** `.env` and the environment, which takes precedence. */
export function readSettings() {
  return { ...DEFAULTS, ...withoutEmpty(readEnvFile(resolve(ROOT, '.env'))), ...process.env }
}

/** Generated at the first start, readable by the owner only. */
export function keptSecrets() {
  const file = local('secrets.env')
  const kept = readEnvFile(file)
  const secrets = { ...newSecrets(), ...kept }

  if (SECRETS.some((name) => !kept[name])) {
    const lines = SECRETS.map((name) => `${name}=${secrets[name]}\n`)
    writeFileSync(file, lines.join(''), { mode: 0o600 })
    chmodSync(file, 0o600)
  }
  return secrets
}

export function newSecrets() {
  return Object.fromEntries(SECRETS.map((name) => [name, randomBytes(32).toString('base64url')]))
}

function readEnvFile(file) {
  if (!util.parseEnv) throw new Refusal('Node 20.12 or newer is required.')
  return existsSync(file) ? util.parseEnv(readFileSync(file, 'utf8')) : {}
}

/** Valid settings for reading, building or checking the application without servers. */
export function settingsWithoutServers() {
  return {
    ...process.env,
    ...DEFAULTS,
    NODE_ENV: 'development',
    APP_KEY: newSecrets().APP_KEY,
    APP_URL: 'http://localhost:3333',
    DATABASE_URL: 'postgres://localhost/tasks',
    REDIS_URL: 'redis://localhost',
  }
}

/** An empty value in `.env` counts as unset. */
function withoutEmpty(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}
