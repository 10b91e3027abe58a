import pg from 'pg'

/** For a server that does not answer. */
export const CONNECT_TIMEOUT_MS = 3_000

/**
 * A connection outside the pool, for what lasts as long as it: LISTEN, advisory locks, COPY. `name`
 * is what `pg_stat_activity` shows. A broken connection fails the waiting query, which reports it.
 */
export function dedicatedClient(
  connectionString: string,
  name: string,
  options: pg.ClientConfig = {}
): pg.Client {
  const client = new pg.Client({
    connectionString,
    application_name: name,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    ...options,
  })
  return client.on('error', () => {})
}
