import pg from 'pg'
import { randomBytes } from 'node:crypto'
import env from '#start/env'

/** A throw-away database, for tests that commit and can't be rolled back. */
export class EmptyDatabase {
  readonly #name = `empty_${randomBytes(6).toString('hex')}`
  readonly url: string

  private constructor() {
    const url = new URL(env.get('DATABASE_URL'))
    url.pathname = `/${this.#name}`
    this.url = url.href
  }

  static async create(): Promise<EmptyDatabase> {
    const database = new EmptyDatabase()
    await query(env.get('DATABASE_URL'), `create database ${database.#name}`)
    return database
  }

  query(sql: string, values: unknown[] = []): Promise<Record<string, any>[]> {
    return query(this.url, sql, values)
  }

  /** Locks the table until the returned function is called. */
  async lock(table: string): Promise<() => Promise<void>> {
    const client = new pg.Client({ connectionString: this.url })
    await client.connect()
    await client.query(`begin; lock table ${table}`)
    return () => client.end()
  }

  /**
   * `with (force)` would also try to terminate an autovacuum, which takes a superuser; a plain drop
   * cancels it and waits.
   */
  async drop() {
    await query(
      env.get('DATABASE_URL'),
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity
        where datname = $1 and usename = current_user`,
      [this.#name]
    )
    await query(env.get('DATABASE_URL'), `drop database ${this.#name}`)
  }
}

async function query(connectionString: string, sql: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query(sql, values)
    return rows
  } finally {
    await client.end()
  }
}
