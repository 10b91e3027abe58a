import { test } from '@japa/runner'
import type { Finding } from '#operations/doctor/finding'
import { runAce } from '#tests/support/run_command'
import { EmptyDatabase } from '#tests/support/empty_database'

test.group('demo:seed', (group) => {
  let database: EmptyDatabase
  const seed = (args: string[] = [], env = {}) =>
    runAce(['demo:seed', ...args], { DATABASE_URL: database.url, ...env })
  const one = async (sql: string) => {
    const [row] = await database.query(sql)
    return Object.values(row)[0]
  }

  group.setup(async () => {
    database = await EmptyDatabase.create()
    await runAce(['migration:run', '--force', '--no-schema-generate'], {
      DATABASE_URL: database.url,
    })
    return () => database.drop()
  })

  test('refuses production because the passwords are public', async ({ assert }) => {
    const { exitCode, errors } = await seed([], { NODE_ENV: 'production' })

    assert.equal(exitCode, 1)
    assert.include(errors, '--force')
    assert.equal(await one('select count(*)::int from users'), 0)
  })

  test('adds nothing if a username is taken', async ({ assert }) => {
    await database.query(
      `insert into users (username, email, password) values ('jonas', 'j@example.org', '-')`
    )
    const { exitCode, errors } = await seed()

    assert.equal(exitCode, 1)
    assert.include(errors, 'jonas')
    assert.equal(await one('select count(*)::int from users'), 1)
    await database.query('delete from users')
  })

  test('creates five accounts: one for each role and a second member', async ({ assert }) => {
    const { exitCode, output } = await seed(['--json'])

    assert.equal(exitCode, 0)
    const { accounts } = JSON.parse(output)
    assert.sameMembers(
      accounts.map(({ role }: { role: string }) => role),
      ['admin', 'manager', 'member', 'member', 'viewer']
    )
    for (const account of accounts) assert.properties(account, ['role', 'username', 'password'])
  })

  test('creates three teams and two hundred tasks', async ({ assert }) => {
    assert.equal(await one('select count(*)::int from teams'), 3)
    assert.equal(await one('select count(*)::int from tasks'), 200)
    for (const some of [
      `select count(*)::int from tasks where parent_task_id is not null`,
      `select count(*)::int from tasks where status = 'done'`,
      `select count(*)::int from tasks where status = 'blocked'`,
      `select count(*)::int from tasks
        where due_date < now() and status not in ('done', 'cancelled')`,
      `select count(*)::int from tasks where is_archived`,
      `select count(*)::int from comments`,
      `select count(*)::int from task_tags`,
      `select count(*)::int from task_templates`,
    ]) {
      assert.isAbove((await one(some)) as number, 2, some)
    }
  })

  test('writes the history of their changes', async ({ assert }) => {
    const lies = `
      select count(*)::int from tasks
      where (select coalesce(
               (select new #>> '{}' from task_history
                 where task_id = tasks.id and field = 'status' order by id desc limit 1),
               (select new ->> 'status' from task_history
                 where task_id = tasks.id and action = 'created'))) <> status
         or created_at <> (select created_at from task_history
                            where task_id = tasks.id and action = 'created')
         or updated_at <> (select max(created_at) from task_history where task_id = tasks.id)`
    assert.equal(await one(lies), 0)
  })

  test('dates everything in order and before the end of today', async ({ assert }) => {
    const disorder = `
      select count(*)::int from task_history as later join task_history as earlier
        on earlier.task_id = later.task_id and earlier.id < later.id
       where earlier.created_at > later.created_at or later.created_at > now()`
    assert.equal(await one(disorder), 0)
    const early = `
      select count(*)::int from comments join tasks on tasks.id = task_id
       where comments.created_at < tasks.created_at`
    assert.equal(await one(early), 0)
  })

  test('makes the doctor warn of public passwords', async ({ assert }) => {
    const reset = (username: string) =>
      runAce(['user:reset-password', username, '--json'], { DATABASE_URL: database.url })
    const finding = async () => {
      const { exitCode, output } = await runAce(['doctor', '--json'], {
        DATABASE_URL: database.url,
      })
      assert.equal(exitCode, 0)
      return JSON.parse(output).findings.find(({ check }: Finding) => check === 'demo')
    }

    const all = await finding()
    assert.equal(all.verdict, 'warn')
    assert.include(all.found, 'anna, mara, jonas, sofia, viktor')
    await reset('anna')
    assert.notInclude((await finding()).found, 'anna')
    for (const username of ['mara', 'jonas', 'sofia', 'viktor']) await reset(username)
    assert.isUndefined(await finding())
  })

  test('is idempotent and lists the accounts again', async ({ assert }) => {
    const state = `
      select (select count(*) from task_history) || '/' || (select count(*) from comments) || '/' ||
             (select max(updated_at) from users) || '/' || (select max(updated_at) from tasks)`
    const before = await one(state)

    const { exitCode, output } = await seed(['--json'])

    assert.equal(exitCode, 0)
    assert.lengthOf(JSON.parse(output).accounts, 5)
    assert.equal(await one(state), before)
  })
})
