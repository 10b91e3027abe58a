import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import util from 'node:util'
import { ROOT, local } from './paths.mjs'
import { Refusal } from './refusal.mjs'

const DEFAULTS = { HOST: '127.0.0.1', PORT: '3333' }
const SECRETS = ['APP_KEY', 'DATABASE_PASSWORD', 'REDIS_PASSWORD']

/** What the operator set: `.env`, and the environment of this process, which wins. */
export function readSettings() {
  return { ...DEFAULTS, ...withoutEmpty(readEnvFile(resolve(ROOT, '.env'))), ...process.env }
}

/** The secrets of this installation, made at its first start and kept where only its owner reads. */
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

/** Secrets for servers that live as long as one run of the tests. */
export function newSecrets() {
  return Object.fromEntries(SECRETS.map((name) => [name, randomBytes(32).toString('base64url')]))
}

function readEnvFile(file) {
  if (!util.parseEnv) throw new Refusal('Node 20.12 or newer is needed to start with.')
  return existsSync(file) ? util.parseEnv(readFileSync(file, 'utf8')) : {}
}

/** What satisfies the application where it is only read, built or checked, and reaches no server. */
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

/** A value left empty in `.env` is one to be filled in by us. */
function withoutEmpty(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}
