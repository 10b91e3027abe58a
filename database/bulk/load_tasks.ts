import { DateTime } from 'luxon'
import type { ClientBase } from 'pg'
import { inTransaction, type Transaction } from '#core/database/transaction'
import { Random } from '#database/bulk/random'
import { TAGS } from '#database/bulk/words'
import { TaskMaker, type BulkTag } from '#database/bulk/tasks'
import { writeTasks } from '#database/bulk/write_tasks'
import { hashPassword } from '#accounts/passwords/passwords'
import { withoutIndexes } from '#operations/backups/without_indexes'
import { makeTeam, makeUser, sizeFor } from '#database/bulk/users_and_teams'
import { writeTeams, writeUsers } from '#database/bulk/write_users_and_teams'

/** Tasks in memory at a time. */
const BATCH = 5_000

const TASK_TABLES = ['tasks', 'task_assignments', 'task_tags', 'comments', 'task_history']
const TABLES = ['users', 'teams', 'team_members', 'tags', ...TASK_TABLES]

interface LoadOptions {
  tasks: number
  /** The same seed gives the same data, apart from ids and the time of loading. */
  seed: number
  /** The password of every created user. */
  password: string
  /** Called with a label and the progress. */
  onProgress: (what: string, done: number, total: number) => void
}

/**
 * Adds bulk data for trials and benchmarks: users, teams, tags and tasks with everything that
 * belongs to them, spread over the last two years. One transaction.
 */
export class LoadTasks {
  async handle({ tasks: count, seed, password, onProgress }: LoadOptions) {
    const passwordHash = await hashPassword(password)

    return inTransaction(undefined, async (trx) => {
      const random = new Random(seed)
      const now = DateTime.utc()
      const start = now.minus({ days: 731 }).toISO()
      const client: ClientBase = await trx.knexClient.client.acquireConnection()

      const size = sizeFor(count)
      const userIds = await reserveIds(trx, 'users', size.users)
      const users = userIds.map((id) => makeUser(random, id))
      await writeUsers(client, users, passwordHash, start)

      const teamIds = await reserveIds(trx, 'teams', size.teams)
      const teams = teamIds.map((id) => makeTeam(random, id, users))
      await writeTeams(client, teams, start)

      const tags = await findOrMakeTags(trx, start)
      const maker = new TaskMaker({ random, now: now.toMillis(), teams, tags }, count)
      const write = async () => {
        for (let written = 0; written < count;) {
          const ids = await reserveIds(trx, 'tasks', Math.min(BATCH, count - written))
          await writeTasks(
            client,
            ids.map((id) => maker.next(id))
          )
          onProgress('tasks', (written += ids.length), count)
        }
      }
      if (count < (await estimateRows(trx))) await write()
      else await withoutIndexes(trx, TASK_TABLES, write, onProgress)

      for (const table of TABLES) await trx.rawQuery(`analyze ${table}`)
      return { tasks: count, users, teams }
    })
  }
}

/** Reserves ids from the table's sequence, in order. */
async function reserveIds(trx: Transaction, table: string, count: number) {
  const { rows } = await trx.rawQuery<{ rows: { id: number }[] }>(
    `select nextval(pg_get_serial_sequence(?, 'id')) as id from generate_series(1, ?::int)`,
    [table, count]
  )
  return rows.map(({ id }) => id)
}

async function findOrMakeTags(trx: Transaction, at: string) {
  await trx.rawQuery(
    `insert into tags (name, created_at, updated_at)
     select unnest(?::text[]), ?, ? on conflict (lower(name)) do nothing`,
    [TAGS, at, at]
  )
  const { rows } = await trx.rawQuery<{ rows: BulkTag[] }>(
    `select id, name from tags where lower(name) = any (:names)
      order by array_position(:names::text[], lower(name))`,
    { names: TAGS }
  )
  return rows
}

/** Roughly how many tasks exist: rebuilding the indexes must pay off. */
async function estimateRows(trx: Transaction): Promise<number> {
  const { rows } = await trx.rawQuery(
    `select reltuples as estimate from pg_class where oid = 'tasks'::regclass`
  )
  return rows[0].estimate
}
