import pg from 'pg'
import { DateTime } from 'luxon'
import { fail, ok, reason, warn, within, type Finding } from '#core/doctor/finding'
import { examineMigrations } from '#core/doctor/migrations'

const PATIENCE = 3_000
const OLDEST_VERSION = 15

/** How PostgreSQL is, and whether its clock, its tables and its accounts are as we need them. */
export async function examinePostgres(url: string, migrationsFolder: string): Promise<Finding[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: PATIENCE,
    query_timeout: PATIENCE,
  })
  // A connection that breaks fails the query that waits for it; that is where it is told.
  client.on('error', () => {})

  try {
    await within(PATIENCE, client.connect())
    const migrations = await examineMigrations(client, migrationsFolder)
    return [
      await examineVersion(client),
      await examineClock(client),
      migrations,
      ...(migrations.verdict === 'ok' ? await examineAccounts(client) : []),
    ]
  } catch (error) {
    const advice =
      'Start PostgreSQL, or correct DATABASE_URL: postgres://user:password@host:5432/database'
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

  const found = `${Math.round(difference)} ms apart from PostgreSQL's`
  const advice = 'Let both machines synchronise their clocks (NTP).'
  if (difference < 2_000) return ok('clock', found)
  return difference < 60_000 ? warn('clock', found, advice) : fail('clock', found, advice)
}

async function examineAccounts(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query(
    `select exists (select from users where role = 'admin' and is_active) as has_admin,
            exists (select from users where email like '%@demo.example' and is_active) as has_demo`
  )
  const [{ has_admin: hasAdmin, has_demo: hasDemo }] = rows
  const findings = hasAdmin
    ? [ok('accounts', 'there is an active admin')]
    : [warn('accounts', 'there is no active admin', 'Make one: node ace user:create --role=admin')]

  if (hasDemo) {
    const advice = 'Before others get at it, disable each: node ace user:disable <username>'
    findings.push(warn('demo', 'its accounts have a password that everybody knows', advice))
  }
  return findings
}
