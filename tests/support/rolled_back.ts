import type { Assert } from '@japa/assert'
import redis from '@adonisjs/redis/services/main'
import db from '@adonisjs/lucid/services/db'
import { queueCounts } from '#jobs/queues'
import { filesIn, read } from '#tests/architecture/source'
import { inTransaction, type Transaction } from '#core/database/transaction'

type Work = (trx: Transaction) => Promise<unknown>

/** Attempt counters survive a rollback on purpose and expire by themselves. */
const ATTEMPT_COUNTERS = /^tasks:(throttle:|accounts:known:)/

/** Asserts that the work uses the transaction and leaves nothing behind after a rollback. */
export async function assertRollsBack(assert: Assert, work: Work) {
  const before = await snapshot()
  const rollback = new Error('rolled back')

  await inTransaction(undefined, async (trx) => {
    await work(trx)
    assert.notDeepEqual(await rows(trx), before.rows, 'uses the transaction')
    assert.deepEqual(await snapshot(), before, 'invisible before the commit')
    throw rollback
  }).catch((error) => {
    if (error !== rollback) throw error
  })
  assert.deepEqual(await snapshot(), before, 'nothing is left after the rollback')
}

/** Asserts that the work is invisible before the commit; returns how many jobs it queued. */
export async function assertCommits(assert: Assert, work: Work) {
  const queued = await countJobs()
  const before = await snapshot()
  await inTransaction(undefined, async (trx) => {
    await work(trx)
    assert.deepEqual(await snapshot(), before, 'invisible before the commit')
  })
  assert.notDeepEqual(await rows(), before.rows)
  return { jobs: (await countJobs()) - queued }
}

export function actionsOf(domain: string): string[] {
  return filesIn(`app/${domain}`)
    .filter((path) => path.includes('/actions/'))
    .flatMap((path) => [...read(path).matchAll(/^export class (\w+)/gm)].map(([, name]) => name))
    .sort()
}

async function snapshot() {
  return { rows: await rows(), redis: await redisValues() }
}

async function rows(client: Transaction | typeof db = db) {
  const tables = await db.connection().getAllTables(['public'])
  const sums = tables.map(
    (table) =>
      `select '${table}' as name, md5(string_agg(t::text, ' ' order by t::text)) as sum from ${table} t`
  )
  const result = await client.rawQuery(`${sums.join(' union all ')} order by name`)
  return Object.fromEntries(result.rows.map(({ name, sum }: any) => [name, sum]))
}

/** Includes queued jobs and revoked tokens. */
async function redisValues() {
  const { ioConnection } = redis.connection()
  const keys = await ioConnection.keys('*')
  const noted = keys.filter((key) => !ATTEMPT_COUNTERS.test(key)).sort()
  const values = await Promise.all(
    noted.map((key) => ioConnection.dumpBuffer(key.replace(/^tasks:/, '')))
  )
  return noted.map((key, index) => `${key} ${values[index]?.toString('hex')}`)
}

async function countJobs(): Promise<number> {
  const counts: any[] = await queueCounts()
  return counts.reduce((sum, { waiting, delayed }) => sum + waiting + delayed, 0)
}
