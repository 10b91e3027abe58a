import { test } from '@japa/runner'
import { filesIn, read } from '#tests/architecture/source'

const SQL = /\b(rawQuery|\w+Raw|(db|trx|client|query)\.raw)\(/

/** Where SQL may be written: queries, model scopes and code about tables as such. */
const SQL_PLACES = [
  /\/queries\//,
  /\/models\//,
  /^app\/operations\/backups\//,
  /^app\/api\/pagination\//,
  /^app\/events\//,
]

/** Exceptions, each with its reason. */
const EXCEPTIONS: Record<string, string> = {
  'app/operations/health/heartbeat.ts': 'asks only whether PostgreSQL answers',
  'app/operations/database/actions/migrate_database.ts':
    'takes the lock under which one process migrates, and vacuums what it has written anew',
  'app/tasks/tags/actions/record_tag_change.ts':
    'one statement, for the tag may be on a hundred thousand tasks',
  'app/core/validation/unique.ts': 'names are the same whatever their case',
}

test.group('SQL', () => {
  test('is written only in migrations, queries and the files listed here', ({ assert }) => {
    const found = filesIn('app').filter(
      (path) => SQL.test(read(path)) && !SQL_PLACES.some((home) => home.test(path))
    )
    assert.isEmpty(found.filter((path) => !EXCEPTIONS[path]))
    assert.sameMembers(found, Object.keys(EXCEPTIONS), 'an exception that nothing needs any more')
  })

  test('outside the pool uses the one client with timeouts', ({ assert }) => {
    const clients = ['app', 'commands']
      .flatMap(filesIn)
      .filter((path) => /new (pg\.)?Client\(/.test(read(path)))
    assert.deepEqual(clients, ['app/core/database/dedicated_client.ts'])
  })

  test('never reads the database clock', ({ assert }) => {
    const clocks = ['app', 'commands', 'database/bulk']
      .flatMap(filesIn)
      .filter((path) =>
        /\b(now|statement_timestamp|clock_timestamp)\(\)|current_timestamp/i.test(code(path))
      )
      .filter((path) => /Raw\(|raw\(|sql`|Query\(/.test(read(path)))
    assert.isEmpty(clocks)
  })

  test('uses DateTime.utc() for timestamps, so that tests can freeze time', ({ assert }) => {
    const clocks = filesIn('app').filter((path) => /Date\.now\(\)|new Date\(\)/.test(code(path)))
    assert.isEmpty(clocks)
  })
})

/** The file without its comments. */
function code(path: string) {
  return read(path)
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\/\/.*$/gm, '')
}
