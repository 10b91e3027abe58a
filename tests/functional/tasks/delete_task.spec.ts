import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#accounts/users/models/user'
import Task from '#tasks/tasks/models/task'
import { as, bodyOf, statusOf } from '#tests/support/as_user'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'
import { TaskFactory, assign } from '#database/factories/task_factory'

test.group('Deleting and restoring a task', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('hides the task until it is restored', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { id } = await TaskFactory.merge({ createdById: user.id }).create()
    const path = `/api/tasks/${id}/`
    const before = await bodyOf(as(client, user).get(path))

    const deleted = await as(client, user).delete(path)
    deleted.assertStatus(204)
    for (const rest of ['', 'comments/', 'history/']) {
      assert.equal(await statusOf(as(client, user).get(path + rest)), 404)
    }
    assert.equal(await statusOf(as(client, user).patch(path, { title: 'Nap' })), 404)
    assert.equal(await statusOf(as(client, user).delete(path)), 404)
    const list = await as(client, user).get('/api/tasks/')
    assert.equal(list.body().count, 0)

    const restored = await as(client, user).post(`${path}restore/`)
    restored.assertStatus(200)
    const { updated_at: updatedAt, version } = restored.body()
    assert.deepEqual(restored.body(), { ...before, updated_at: updatedAt, version })
    assert.equal(version, 3)
    const shown = await as(client, user).get(path)
    assert.deepEqual(shown.body(), restored.body())
  })

  test('restoring is idempotent', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const task = await TaskFactory.merge({ createdById: user.id }).create()
    const response = await as(client, user).post(`/api/tasks/${task.id}/restore/`)

    response.assertStatus(200)
    response.assertBodyContains({ version: 1 })
    const history = await as(client, user).get(`/api/tasks/${task.id}/history/`)
    assert.deepEqual(history.body().results, [])
  })

  test('refuses a stale version', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { id } = await TaskFactory.merge({ createdById: user.id }).create()
    await as(client, user).delete(`/api/tasks/${id}/`)
    const restore = (tag: string) =>
      as(client, user).post(`/api/tasks/${id}/restore/`).header('If-Match', tag)

    assert.equal(await statusOf(restore('"1"')), 412)
    const restored = await restore('"2"')
    restored.assertStatus(200)
    assert.match(restored.header('etag')!, /^"3\./)
  })

  test('is allowed to its creator, leads, managers and admins', async ({ client, assert }) => {
    const [creator, assignee, lead, member, stranger] = await UserFactory.createMany(5)
    const manager = await UserFactory.apply('manager').create()
    const viewer = await UserFactory.apply('viewer').create()
    const team = await createTeam(lead, [
      [member, 'member'],
      [manager, 'viewer'],
      [viewer, 'lead'],
    ])
    const task = await TaskFactory.merge({ createdById: creator.id, teamId: team.id }).create()
    await assign(task, assignee)
    const answers = async (user: User) => {
      const removed = await as(client, user).delete(`/api/tasks/${task.id}/`)
      await Task.queryWithDeleted().where('id', task.id).update({ deletedAt: new Date() })
      const restored = await as(client, user).post(`/api/tasks/${task.id}/restore/`)
      await Task.queryWithDeleted().where('id', task.id).update({ deletedAt: null })
      return [removed.status(), restored.status()]
    }

    for (const user of [creator, lead, manager, await UserFactory.apply('admin').create()]) {
      assert.deepEqual(await answers(user), [204, 200])
    }
    for (const user of [assignee, member, viewer]) assert.deepEqual(await answers(user), [403, 403])
    assert.deepEqual(await answers(stranger), [404, 404])
  })
})
