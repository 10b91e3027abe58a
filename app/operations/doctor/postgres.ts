import type pg from 'pg'
import { DateTime } from 'luxon'
import { fail, ok, reason, warn, type Finding } from '#operations/doctor/finding'
import { CONNECT_TIMEOUT_MS, dedicatedClient } from '#core/database/dedicated_client'
import { withTimeout } from '#core/concurrency/with_timeout'
import { examineMigrations } from '#operations/doctor/migrations'

const OLDEST_VERSION = 15

/** A domain's check of its tables; runs only if all migrations are applied. */
export type Examination = (client: pg.Client) => Promise<Finding[]>

export async function examinePostgres(
  url: string,
  migrationsFolder: string,
  examinations: Examination[]
): Promise<Finding[]> {
  const client = dedicatedClient(url, 'tasks doctor', { query_timeout: CONNECT_TIMEOUT_MS })

  try {
    await withTimeout(CONNECT_TIMEOUT_MS, client.connect())
    const migrations = await examineMigrations(client, migrationsFolder)
    const findings = [await examineVersion(client), await examineClock(client), migrations]
    if (migrations.verdict !== 'ok') return findings
    for (const examineContents of examinations) findings.push(...(await examineContents(client)))
    return findings
  } catch (error) {
    const advice =
      'Start PostgreSQL or fix DATABASE_URL: postgres://user:password@host:5432/database'
    return [fail('PostgreSQL', reason(error), advice)]
  } finally {
    client.end().catch(() => {})
  }
}

async function examineVersion(client: pg.Client) {
  const { rows } = await client.query(
    `select current_setting('server_version') as version,
            current_setting('server_version_num')::int / 10000 as major,
            pg_size_pretty(pg_database_size(current_database())) as size`
  )
  const [{ version, major, size }] = rows
  return major >= OLDEST_VERSION
    ? ok('PostgreSQL', `${version}, ${size} of data`)
    : fail('PostgreSQL', version, `Upgrade PostgreSQL to ${OLDEST_VERSION} or newer.`)
}

/** Tokens and due dates compare instants of two machines. */
async function examineClock(client: pg.Client) {
  const before = DateTime.utc().toMillis()
  const { rows } = await client.query(
    'select extract(epoch from clock_timestamp())::float8 * 1000 as now'
  )
  const here = (before + DateTime.utc().toMillis()) / 2
  const difference = Math.abs(rows[0].now - here)

  const found = `${Math.round(difference)} ms difference from PostgreSQL's clock`
  const advice = 'Synchronize the clocks of both machines (NTP).'
  if (difference < 2_000) return ok('clock', found)
  return difference < 60_000 ? warn('clock', found, advice) : fail('clock', found, advice)
}
