import type pg from 'pg'
import env from '#start/env'
import { dedicatedClient } from '#core/database/dedicated_client'

/** For work that outlives a transaction of the pool. */
export async function connect(name: string): Promise<pg.Client> {
  const client = dedicatedClient(env.get('DATABASE_URL'), name)
  try {
    await client.connect()
    return client
  } catch (error) {
    disconnect(client)
    throw error
  }
}

/** Held until the connection ends; false if another session has it. */
export async function takeLock(client: pg.Client, lock: string): Promise<boolean> {
  const { rows } = await client.query(`select pg_try_advisory_lock(hashtext($1)) as free`, [lock])
  return rows[0].free
}

/** Also in the middle of a COPY; the server only releases the locks. */
export function disconnect(client: pg.Client) {
  const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } })
    .connection
  stream.destroy()
}
