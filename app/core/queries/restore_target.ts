import db from '@adonisjs/lucid/services/db'
import redis from '@adonisjs/redis/services/main'
import { Uploads } from '#core/backups/uploads'
import { RESTORE_LOCK } from '#core/backups/restore_lock'

/** What a restore would replace. */
export interface RestoreTarget {
  users: number
  tasks: number
  hasUploads: boolean

  /** Whether the tables, where there are any, were made by the product. */
  isOurs: boolean
}

/** What is there before a restore. Fails where PostgreSQL or Redis are away, which it takes both. */
export async function findRestoreTarget(): Promise<RestoreTarget> {
  await redis.ping()
  const [{ tables, known }] = await rows<{ tables: number; known: boolean }>(`
    select count(*)::int as tables, to_regclass('adonis_schema') is not null as known
      from pg_tables where schemaname = current_schema()`)
  const { users, tasks } = known ? await countRecords() : { users: 0, tasks: 0 }
  const hasUploads = !(await new Uploads().isEmpty())
  return { users, tasks, hasUploads, isOurs: known || tables === 0 }
}

/**
 * Who else is at work in this database, by the names of their connections: the product's processes
 * above all, which mustn't be there while it is replaced. It sees who has our user and is connected
 * at this moment; an idle app isn't.
 */
export async function findOthersAtWork(): Promise<string[]> {
  const others = await rows<{ name: string; connections: number }>(
    `select coalesce(nullif(application_name, ''), 'somebody') as name, count(*)::int as connections
       from pg_stat_activity
      where datname = current_database() and usename = current_user
        and backend_type = 'client backend' and pid <> pg_backend_pid()
        and application_name <> ?
      group by 1 order by 1`,
    [RESTORE_LOCK]
  )
  return others.map(({ name, connections }) => (connections > 1 ? `${name} ×${connections}` : name))
}

async function countRecords() {
  const [counts] = await rows<{ users: boolean; tasks: boolean }>(
    `select to_regclass('users') is not null as users, to_regclass('tasks') is not null as tasks`
  )
  const count = async (table: string, isThere: boolean) => {
    if (!isThere) return 0
    const { total } = await db.from(table).count('* as total').firstOrFail()
    return total as number
  }
  return { users: await count('users', counts.users), tasks: await count('tasks', counts.tasks) }
}

async function rows<Row>(sql: string, bindings: string[] = []): Promise<Row[]> {
  const answer = await db.rawQuery<{ rows: Row[] }>(sql, bindings)
  return answer.rows
}
