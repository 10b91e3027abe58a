import pg from 'pg'
import { randomBytes } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Boots the product in production mode on a temporary database and runs `work`, which must import
 * the product's modules dynamically.
 */
export async function withApplication(work: () => Promise<void>) {
  const { DATABASE_URL, REDIS_URL } = process.env
  if (!DATABASE_URL || !REDIS_URL) {
    throw new Error('Set DATABASE_URL and REDIS_URL: servers on which a database may be made.')
  }

  const name = `bench_${randomBytes(4).toString('hex')}`
  const url = new URL(DATABASE_URL)
  url.pathname = `/${name}`
  Object.assign(process.env, {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    APP_URL: 'http://127.0.0.1',
    APP_KEY: randomBytes(32).toString('base64url'),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    DATABASE_URL: url.href,
  })

  await administer(DATABASE_URL, `create database ${name}`)
  try {
    execFileSync(process.execPath, ['ace.js', 'migration:run', '--force', '--no-schema-generate'], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const { createIgnitor } = await import('../../bin/application.js')
    const app = createIgnitor().createApp('console')
    await app.init()
    await app.boot()
    await app.start(work)
    await app.terminate()
  } finally {
    await administer(DATABASE_URL, `drop database ${name} with (force)`)
  }
}

async function administer(url: string, sql: string) {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
