import pg from 'pg'
import env from '#start/env'

/** A connection of its own, for what outlives a transaction of the pool; `name` is what others see. */
export async function connect(name: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: env.get('DATABASE_URL'),
    application_name: name,
    connectionTimeoutMillis: 3_000,
    keepAlive: true,
  })
  // A connection that breaks fails the query that waits for it; that is where it is told.
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    hangUp(client)
    throw error
  }
}

/** Takes a lock of the database until the connection ends; false where somebody else has it. */
export async function takeLock(client: pg.Client, lock: string): Promise<boolean> {
  const { rows } = await client.query(`select pg_try_advisory_lock(hashtext($1)) as free`, [lock])
  return rows[0].free
}

/** At once, also where a table is half read: the server notices, and undoes nothing but locks. */
export function hangUp(client: pg.Client) {
  const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } })
    .connection
  stream.destroy()
}
