import { test } from '@japa/runner'
import hash from '@adonisjs/core/services/hash'
import { runAce } from '#tests/support/run_command'
import { filesIn } from '#tests/architecture/source'
import { EmptyDatabase } from '#tests/support/empty_database'

const MIGRATIONS = filesIn('database/migrations').length

/** Applied migrations, and everything they created. */
async function schemaOf(database: EmptyDatabase) {
  const done = await database.query('select name from adonis_schema order by id')
  const parts = await database.query(`
    select table_name || '.' || column_name as part from information_schema.columns
     where table_schema = 'public' order by 1`)
  return { done: done.map(({ name }) => name), parts: parts.map(({ part }) => part) }
}

test.group('app:prepare', (group) => {
  let database: EmptyDatabase
  const prepare = (args: string[] = [], env: Record<string, string> = {}) =>
    runAce(['app:prepare', ...args], { DATABASE_URL: database.url, DEMO_DATA: 'false', ...env })

  group.each.setup(async () => {
    database = await EmptyDatabase.create()
    return () => database.drop()
  })

  test('migrates once if three containers start together', async ({ assert }) => {
    const runs = await Promise.all([1, 2, 3].map(() => prepare(['--json'])))

    assert.deepEqual(
      runs.map(({ exitCode }) => exitCode),
      [0, 0, 0]
    )
    const migrated = runs.map(({ output }) => JSON.parse(output).migrated.length)
    assert.sameMembers(migrated, [MIGRATIONS, 0, 0])
    assert.lengthOf((await schemaOf(database)).done, MIGRATIONS)
  })

  test('seeds if DEMO_DATA is set, and says so', async ({ assert }) => {
    const left = await prepare(['--no-demo'], { DEMO_DATA: 'true' })
    assert.equal(left.exitCode, 0)
    assert.include(left.output, `Applied migrations: ${MIGRATIONS}, from 0001_create_users to`)
    assert.deepEqual(await database.query('select 1 from users'), [])
    assert.include(left.output, 'There is no admin yet')

    const seeded = await prepare([], { DEMO_DATA: 'true' })
    assert.include(seeded.output, 'schema is up to date')
    assert.include(seeded.output, 'Demo data loaded')
    assert.match(seeded.output, /Sign in at http.* as anna, .*, password: welcome-to-the-demo/)
    assert.lengthOf(await database.query('select 1 from users'), 5)

    const again = await prepare(['--json'], { DEMO_DATA: 'true' })
    assert.deepEqual(JSON.parse(again.output), { migrated: [], seeded: false })
  })

  test('seeds with a generated password if the product is reachable by others', async ({
    assert,
  }) => {
    const published = { DEMO_DATA: 'true', BIND_ADDRESS: '0.0.0.0' }
    const { output } = await prepare([], published)

    const [, password] = /as anna, .*, password: (\S+)/.exec(output)!
    assert.match(password, /^[\w-]{16}$/)
    const [{ stored }] = await database.query(
      `select password as stored from users where username = 'anna'`
    )
    assert.isTrue(await hash.verify(stored, password))

    const again = await prepare([], published)
    assert.equal(again.exitCode, 0)
    assert.notInclude(again.output, 'welcome-to-the-demo')
  })

  test('refuses the well-known demo password if the product is reachable by others', async ({
    assert,
  }) => {
    const others = { HOST: '192.0.2.7' }
    await prepare([], { DEMO_DATA: 'true', BIND_ADDRESS: '127.0.0.1', HOST: '0.0.0.0' })
    await database.query(`update users set password = '-' where username = 'anna'`)
    await database.query(`update users set is_active = false where username = 'mara'`)

    const refused = await prepare([], others)
    await database.query(`update users set password = '-'`)
    const sanitized = await prepare([], others)

    assert.equal(refused.exitCode, 1)
    assert.include(refused.errors, 'the public demo password: jonas, sofia, viktor.')
    assert.equal(sanitized.exitCode, 0)
  })

  test('does not seed a system that is in use', async ({ assert }) => {
    await prepare()
    await database.query(`
      insert into users (username, email, password, role, created_at, updated_at)
      values ('ada', 'ada@example.org', 'x', 'admin', '2026-01-01', '2026-01-01')`)

    const { output } = await prepare([], { DEMO_DATA: 'true' })
    assert.lengthOf(await database.query('select 1 from users'), 1)
    assert.notInclude(output, 'welcome-to-the-demo')
  })

  test('rolls back all migrations if one fails', async ({ assert }) => {
    await prepare()
    // Like a release that migrates from 0018 on and finds 0020 blocked.
    await database.query(`
      drop table notification_preferences, notifications, notification_deliveries;
      delete from adonis_schema where name ~ '/00(19|20|21)_';
      create table notifications (not_ours text)`)
    const before = await schemaOf(database)

    const { exitCode, errors } = await prepare()

    assert.equal(exitCode, 1)
    assert.include(errors, '0020_create_notifications')
    assert.include(errors, 'relation "notifications" already exists')
    assert.include(errors, 'Nothing was changed')
    assert.include(errors, 'docs/OPERATIONS.md')
    assert.deepEqual(await schemaOf(database), before)

    await database.query('drop table notifications')
    const sanitized = await prepare(['--json'])
    assert.lengthOf(JSON.parse(sanitized.output).migrated, 3)
  })

  test('mentions the volume if PostgreSQL refuses the password', async ({ assert }) => {
    const url = new URL(database.url)
    url.password = 'another'
    const { exitCode, errors } = await prepare([], { DATABASE_URL: url.href })

    assert.equal(exitCode, 1)
    assert.include(errors, 'password authentication failed')
    assert.include(errors, 'volume was created with')
  })

  test('explains what to do if PostgreSQL is unavailable', async ({ assert }) => {
    const { exitCode, errors } = await prepare([], {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    })

    assert.equal(exitCode, 1)
    assert.include(errors, 'node ace doctor')
  })
})
