import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import redis from '@adonisjs/redis/services/main'
import { withTimeout } from '#core/concurrency/with_timeout'
import { knownMigrations } from '#operations/database/known_migrations'

/** Health checks repeat soon. */
const LIMIT_MS = 2_000

export interface Check {
  status: 'ok' | 'unavailable'
  /** Without secrets. */
  message?: string
}

export interface Readiness {
  status: 'ok' | 'unavailable'
  checks: Record<'database' | 'redis' | 'migrations', Check>
}

export async function checkReadiness(): Promise<Readiness> {
  const [database, cache, migrations] = await Promise.all([
    check(() => db.rawQuery('select 1'), 'PostgreSQL does not respond'),
    check(writeToRedis, 'Redis does not respond or refuses writes'),
    check(refusePendingMigrations, 'The state of the schema is unknown'),
  ])
  const checks = { database, redis: cache, migrations }
  const isReady = Object.values(checks).every(({ status }) => status === 'ok')
  return { status: isReady ? 'ok' : 'unavailable', checks }
}

/** Its message may be shown. */
class NotReady extends Error {}

async function check(look: () => Promise<unknown>, otherwise: string): Promise<Check> {
  try {
    await withTimeout(LIMIT_MS, look())
    return { status: 'ok' }
  } catch (error) {
    return {
      status: 'unavailable',
      message: error instanceof NotReady ? error.message : otherwise,
    }
  }
}

/** A full Redis still answers PING. */
export const writeToRedis = () => redis.set('health', 'well', 'EX', 60)

async function refusePendingMigrations() {
  const [known, done] = await Promise.all([
    knownMigrations(app.migrationsPath()),
    db.from('adonis_schema').select('name'),
  ])
  const names = new Set(done.map(({ name }) => name))
  const pending = known.filter((name) => !names.has(name)).length
  if (pending > 0) throw new NotReady(`${pending} pending migrations: run node ace app:prepare`)
}
