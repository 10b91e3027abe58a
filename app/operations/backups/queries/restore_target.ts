import db from '@adonisjs/lucid/services/db'
import redis from '@adonisjs/redis/services/main'
import type { Transaction } from '#core/database/transaction'
import { lockTimeoutTransaction } from '#operations/backups/lock_timeout_transaction'
import { Uploads } from '#operations/backups/uploads'
import { RESTORE_LOCK } from '#operations/backups/restore_lock'

export interface RestoreTarget {
  /** Per table. */
  rows: number[]
  hasUploads: boolean
}

/** @throws when PostgreSQL or Redis is unavailable: a restore needs both */
export async function findRestoreTarget(tables: string[]): Promise<RestoreTarget> {
  await redis.ping()
  const rows = await lockTimeoutTransaction(async (trx) => {
    const counts: number[] = []
    for (const table of tables) counts.push(await countRows(table, trx))
    return counts
  })
  return { rows, hasUploads: !(await new Uploads().isEmpty()) }
}

/** Application names of other active connections; an idle app is not seen. */
export async function findOtherConnections(): Promise<string[]> {
  const { rows: others } = await db.rawQuery<{ rows: { name: string; connections: number }[] }>(
    `select coalesce(nullif(application_name, ''), 'unnamed connection') as name, count(*)::int as connections
       from pg_stat_activity
      where datname = current_database() and usename = current_user
        and backend_type = 'client backend' and pid <> pg_backend_pid()
        and application_name <> ?
      group by 1 order by 1`,
    [RESTORE_LOCK]
  )
  return others.map(({ name, connections }) => (connections > 1 ? `${name} ×${connections}` : name))
}

async function countRows(table: string, trx: Transaction): Promise<number> {
  if (!(await trx.schema.hasTable(table))) return 0
  const { total } = await trx.from(table).count('* as total').firstOrFail()
  return total
}
