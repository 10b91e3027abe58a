import { test } from '@japa/runner'
import hash from '@adonisjs/core/services/hash'
import { runAce } from '#tests/support/run_command'
import { filesIn } from '#tests/architecture/source'
import { EmptyDatabase } from '#tests/support/empty_database'

const MIGRATIONS = filesIn('database/migrations').length

/** Migrations that are done, and everything that they made. */
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

  test('migrates once where three start together', async ({ assert }) => {
    const runs = await Promise.all([1, 2, 3].map(() => prepare(['--json'])))

    assert.deepEqual(
      runs.map(({ exitCode }) => exitCode),
      [0, 0, 0]
    )
    const migrated = runs.map(({ output }) => JSON.parse(output).migrated.length)
    assert.sameMembers(migrated, [MIGRATIONS, 0, 0])
    assert.lengthOf((await schemaOf(database)).done, MIGRATIONS)
  })

  test('seeds where DEMO_DATA asks for it, and says what it did', async ({ assert }) => {
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

  test('seeds with a password of its own where others reach the product', async ({ assert }) => {
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

  test('refuses the password that everybody knows where others reach the product', async ({
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

  test('brings no demo to those who use the system', async ({ assert }) => {
    await prepare()
    await database.query(`
      insert into users (username, email, password, role, created_at, updated_at)
      values ('ada', 'ada@example.org', 'x', 'admin', '2026-01-01', '2026-01-01')`)

    const { output } = await prepare([], { DEMO_DATA: 'true' })
    assert.lengthOf(await database.query('select 1 from users'), 1)
    assert.notInclude(output, 'welcome-to-the-demo')
  })

  test('changes nothing where a migration fails after others were done', async ({ assert }) => {
    await prepare()
    // As a release has it that migrates from 0018 on, and finds something in the way of 0020.
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

  test('speaks of the volume where PostgreSQL refuses the password', async ({ assert }) => {
    const url = new URL(database.url)
    url.password = 'another'
    const { exitCode, errors } = await prepare([], { DATABASE_URL: url.href })

    assert.equal(exitCode, 1)
    assert.include(errors, 'password authentication failed')
    assert.include(errors, 'volume was created with')
  })

  test('says what to do where PostgreSQL is away', async ({ assert }) => {
    const { exitCode, errors } = await prepare([], {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    })

    assert.equal(exitCode, 1)
    assert.include(errors, 'node ace doctor')
  })
})
