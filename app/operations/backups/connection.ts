import pg from 'pg'
import env from '#start/env'

/** For work that outlives a transaction of the pool. */
export async function connect(name: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: env.get('DATABASE_URL'),
    application_name: name,
    connectionTimeoutMillis: 3_000,
    keepAlive: true,
  })
  // A broken connection fails the waiting query, which reports it.
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    disconnect(client)
    throw error
  }
}

/** Until the connection ends; false when somebody else has it. */
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
