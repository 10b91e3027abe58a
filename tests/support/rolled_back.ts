import type { Assert } from '@japa/assert'
import redis from '@adonisjs/redis/services/main'
import db from '@adonisjs/lucid/services/db'
import { queueCounts } from '#jobs/queues'
import { filesIn, read } from '#tests/architecture/source'
import { inTransaction, type Transaction } from '#core/database/transaction'

type Attempt = (trx: Transaction) => Promise<unknown>

/** Attempts are counted whatever becomes of them, and the limits on them forget by themselves. */
const COUNTED = /^tasks:(throttle:|accounts:known:)/

/** Asserts that the work writes with the transaction, and that nothing of it is left after a rollback. */
export async function assertLeavesNothing(assert: Assert, work: Attempt) {
  const before = await traces()
  const rollback = new Error('rolled back')

  await inTransaction(undefined, async (trx) => {
    await work(trx)
    assert.notDeepEqual(await rows(trx), before.rows, 'it writes with the transaction')
    assert.deepEqual(await traces(), before, 'nobody else sees it before the commit')
    throw rollback
  }).catch((error) => {
    if (error !== rollback) throw error
  })
  assert.deepEqual(await traces(), before, 'nothing is left')
}

/** Asserts that nobody sees the work before the commit; returns how many jobs were queued by it. */
export async function assertCommits(assert: Assert, work: Attempt) {
  const queued = await countJobs()
  const before = await traces()
  await inTransaction(undefined, async (trx) => {
    await work(trx)
    assert.deepEqual(await traces(), before, 'nobody else sees it before the commit')
  })
  assert.notDeepEqual(await rows(), before.rows)
  return { jobs: (await countJobs()) - queued }
}

/** The actions of a domain by the names of their classes. */
export function actionsOf(domain: string): string[] {
  return filesIn(`app/${domain}`)
    .filter((path) => path.includes('/actions/'))
    .flatMap((path) => [...read(path).matchAll(/^export class (\w+)/gm)].map(([, name]) => name))
    .sort()
}

async function traces() {
  return { rows: await rows(), redis: await redisValues() }
}

/** A checksum of each table. */
async function rows(client: Transaction | typeof db = db) {
  const tables = await db.connection().getAllTables(['public'])
  const sums = tables.map(
    (table) =>
      `select '${table}' as name, md5(string_agg(t::text, ' ' order by t::text)) as sum from ${table} t`
  )
  const result = await client.rawQuery(`${sums.join(' union all ')} order by name`)
  return Object.fromEntries(result.rows.map(({ name, sum }: any) => [name, sum]))
}

/** Queued jobs and revocations among them. */
async function redisValues() {
  const { ioConnection } = redis.connection()
  const keys = await ioConnection.keys('*')
  const noted = keys.filter((key) => !COUNTED.test(key)).sort()
  const values = await Promise.all(
    noted.map((key) => ioConnection.dumpBuffer(key.replace(/^tasks:/, '')))
  )
  return noted.map((key, index) => `${key} ${values[index]?.toString('hex')}`)
}

async function countJobs(): Promise<number> {
  const counts: any[] = await queueCounts()
  return counts.reduce((sum, { waiting, delayed }) => sum + waiting + delayed, 0)
}
