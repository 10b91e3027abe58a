import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { as, statusOf } from '#tests/support/as_user'
import { TaskFactory } from '#database/factories/task_factory'
import { UserFactory } from '#database/factories/user_factory'

/** More than the pool of a process has connections. */
const MORE_THAN_POOL = 15

test.group('Request burst of one user', (group) => {
  group.each.setup(() => testUtils.db().truncate())

  test('is queued, and others are served meanwhile', async ({ client, assert }) => {
    const [user, other] = await UserFactory.createMany(2)
    const task = await TaskFactory.merge({ createdById: user.id }).create()
    const lock = await db.transaction()
    await lock.from('tasks').where('id', task.id).forUpdate()

    const changes = Array.from({ length: MORE_THAN_POOL }, (_, n) =>
      statusOf(as(client, user).patch(`/api/tasks/${task.id}/`, { title: `Title ${n}` }))
    )
    const list = await as(client, other).get('/api/tasks/')
    const page = await client.get('/tasks').loginAs(other)
    await lock.rollback()

    list.assertStatus(200)
    page.assertStatus(200)
    assert.deepEqual(new Set(await Promise.all(changes)), new Set([200]))
  })

  test('is refused with 503 if too much of it is queued', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const task = await TaskFactory.merge({ createdById: user.id }).create()
    const lock = await db.transaction()
    await lock.from('tasks').where('id', task.id).forUpdate()

    const changes = Array.from({ length: 260 }, (_, n) =>
      as(client, user).patch(`/api/tasks/${task.id}/`, { title: `Title ${n}` })
    )
    const first = await Promise.race(changes)
    await lock.rollback()

    first.assertStatus(503)
    first.assertHeader('retry-after', '10')
    assert.equal(first.body().code, 'too_busy')
    await Promise.all(changes)
  })
})
