import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import User from '#accounts/users/models/user'
import Task from '#tasks/tasks/models/task'
import DemoLoad from '#commands/demo/demo_load'
import { LoadTasks } from '#database/bulk/load_tasks'
import { runAce, runCommand } from '#tests/support/run_command'
import { resetThrottles } from '#tests/support/throttles'
import { signIn } from '#tests/support/sign_in'
import { TaskFactory } from '#database/factories/task_factory'

const load = (...args: string[]) => runCommand(DemoLoad, [...args, '--json'])

/** The last loaded tasks, without their ids. */
async function texts(count: number) {
  const tasks = await Task.queryWithDeleted().orderBy('id', 'desc').limit(count)
  return tasks.map(({ title, description, status, priority }) => {
    return { title, description, status, priority }
  })
}

test.group('demo:load', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('adds tasks with all related records', async ({ assert }) => {
    const { exitCode, output } = await load('--tasks=300')

    assert.equal(exitCode, 0)
    const summary = JSON.parse(output)
    assert.equal(summary.tasks, 300)
    const count = async (table: string) => {
      const { total } = await db.from(table).count('* as total').firstOrFail()
      return total
    }
    assert.equal(await count('tasks'), 300)
    assert.equal(await count('comments'), 600)
    assert.equal(await count('users'), summary.users)
    for (const table of ['teams', 'team_members', 'tags', 'task_tags', 'task_assignments']) {
      assert.isAbove(await count(table), 0, table)
    }
  })

  test('writes a history that matches the state of the tasks', async ({ assert }) => {
    await load('--tasks=300')

    const { rows: lies } = await db.rawQuery(`
      select id from tasks
       where coalesce(
               (select new #>> '{}' from task_history
                 where task_id = tasks.id and field = 'status' order by id desc limit 1), 'todo'
             ) <> status
          or updated_at <> (select max(created_at) from task_history where task_id = tasks.id)
          or (select count(*) from task_history
               where task_id = tasks.id and action = 'created') <> 1`)
    assert.isEmpty(lies)
  })

  test('creates users who can sign in, and advances the id sequences', async ({
    client,
    assert,
  }) => {
    const { output } = await load('--tasks=50', '--password=a heap of data')
    const user = await User.findByOrFail('username', JSON.parse(output).example)
    await signIn(client, user, 'a heap of data')

    const last = await Task.queryWithDeleted().orderBy('id', 'desc').firstOrFail()
    const next = await TaskFactory.merge({ createdById: user.id }).create()
    assert.isAbove(next.id, last.id)
  })

  test('is deterministic for a seed', async ({ assert }) => {
    await load('--tasks=60', '--seed=7')
    const first = await texts(60)
    await load('--tasks=60', '--seed=7')
    const again = await texts(60)
    await load('--tasks=60', '--seed=8')
    const other = await texts(60)

    assert.deepEqual(again, first)
    assert.notDeepEqual(other, first)
  })

  test('leaves every index and foreign key as it was', async ({ assert }) => {
    const definitions = async () => {
      const { rows } = await db.rawQuery(`
        select indexdef as it from pg_indexes where schemaname = 'public'
        union all
        select conrelid::regclass || conname || pg_get_constraintdef(oid) from pg_constraint
         where connamespace = 'public'::regnamespace
        order by 1`)
      return rows
    }
    const before = await definitions()

    await load('--tasks=20')

    assert.deepEqual(await definitions(), before)
  })

  test('adds nothing if it fails half-way', async ({ assert }) => {
    const failing = new LoadTasks().handle({
      tasks: 10,
      seed: 1,
      password: 'a heap of data',
      onProgress: () => {
        throw new Error('The disk is full')
      },
    })

    await assert.rejects(() => failing, 'The disk is full')
    assert.isNull(await Task.first())
    assert.isNull(await User.first())
  })

  test('refuses invalid options: {$self}')
    .with(['--tasks=0', '--tasks=1.5', '--tasks=99999999', '--tasks=5 --seed=0.5'])
    .run(async ({ assert }, line) => {
      const { exitCode, errors } = await runCommand(DemoLoad, line.split(' '))

      assert.equal(exitCode, 1)
      assert.match(errors, /--(tasks|seed) must be a whole number/)
    })

  test('refuses production unless forced', async ({ assert }) => {
    const { exitCode, errors } = await runAce(['demo:load', '--tasks=5'], {
      NODE_ENV: 'production',
    })

    assert.equal(exitCode, 1)
    assert.include(errors, '--force')
  })
})
