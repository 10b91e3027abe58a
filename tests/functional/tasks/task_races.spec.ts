import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#accounts/users/models/user'
import Task from '#tasks/tasks/models/task'
import TaskHistory from '#tasks/history/models/task_history'
import { as, bodyOf, statusOf } from '#tests/support/as_user'
import { TaskFactory } from '#database/factories/task_factory'
import { makeTeammates } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'

const ROUNDS = 8

function createTask(creator: User, properties: Partial<Task> = {}) {
  return TaskFactory.merge({ createdById: creator.id, ...properties }).create()
}

/** Sends concurrent requests and returns their statuses. */
async function concurrently(...requests: ReturnType<ReturnType<typeof as>['patch']>[]) {
  return Promise.all(requests.map(statusOf))
}

async function documentOf(client: ApiClient, user: User, task: Task) {
  return bodyOf(as(client, user).get(`/api/tasks/${task.id}/`))
}

test.group('Concurrent changes of a task', (group) => {
  group.each.setup(() => testUtils.db().truncate())

  test('in different fields are both applied', async ({ client, assert }) => {
    const user = await UserFactory.create()
    for (let round = 0; round < ROUNDS; round++) {
      const task = await createTask(user)
      const path = `/api/tasks/${task.id}/`
      const statuses = await concurrently(
        as(client, user).patch(path, { title: 'Nap' }),
        as(client, user).patch(path, { priority: 'urgent' }),
        as(client, user).patch(path, { tags: ['red'] }),
        as(client, user).patch(path, { metadata: { a: 1 } }),
        as(client, user).post(`${path}assign/`, { user_ids: [user.id] })
      )

      assert.deepEqual(statuses, [200, 200, 200, 200, 200])
      assert.containsSubset(await documentOf(client, user, task), {
        title: 'Nap',
        priority: 'urgent',
        tags: [{ name: 'red' }],
        metadata: { a: 1 },
        assigned_to: [{ id: user.id }],
        version: 6,
      })
    }
  })

  test('from the same version refuse one of them', async ({ client, assert }) => {
    const user = await UserFactory.create()
    for (let round = 0; round < ROUNDS; round++) {
      const task = await createTask(user)
      const path = `/api/tasks/${task.id}/`
      const statuses = await concurrently(
        as(client, user).patch(path, { title: 'Mine' }).header('If-Match', '"1"'),
        as(client, user).put(path, { title: 'Yours' }).header('If-Match', '"1"'),
        as(client, user).patch(path, { title: 'Theirs', version: 1 })
      )

      assert.lengthOf(
        statuses.filter((status) => status === 200),
        1
      )
      await task.refresh()
      assert.equal(task.version, 2)
      assert.lengthOf(await TaskHistory.query().where('task_id', task.id), 1)
    }
  })

  test('are each in the history once, with old and new value', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const task = await createTask(user)
    await concurrently(
      ...Array.from({ length: 10 }, (_, index) =>
        as(client, user).patch(`/api/tasks/${task.id}/`, { title: `Nap ${index}` })
      )
    )

    const entries = await TaskHistory.query().where('task_id', task.id).orderBy('id')
    assert.lengthOf(entries, 10)
    entries.reduce((title, entry) => {
      assert.equal(entry.old, title)
      return entry.new as string
    }, task.title)
    await task.refresh()
    assert.equal(task.title, entries.at(-1)!.new)
  })

  test('lose no assignee', async ({ client, assert }) => {
    const people = await UserFactory.createMany(6)
    await makeTeammates(people[0], ...people.slice(1))
    const task = await createTask(people[0])
    await concurrently(
      ...people.map(({ id }) =>
        as(client, people[0]).post(`/api/tasks/${task.id}/assign/`, { user_ids: [id] })
      )
    )

    const { assigned_to: assignees } = await documentOf(client, people[0], task)
    assert.sameMembers(
      assignees.map((person: { id: number }) => person.id),
      people.map(({ id }) => id)
    )
  })

  test('never create a cycle of parents', async ({ client, assert }) => {
    const user = await UserFactory.create()
    for (let round = 0; round < ROUNDS; round++) {
      const [one, two, three] = [
        await createTask(user),
        await createTask(user),
        await createTask(user),
      ]
      const setParent = (task: Task, parent: Task) =>
        as(client, user).patch(`/api/tasks/${task.id}/`, { parent_task: parent.id })
      const statuses = await concurrently(
        setParent(one, two),
        setParent(two, three),
        setParent(three, one)
      )

      assert.deepEqual(statuses.toSorted(), [200, 200, 422])
    }
  })

  test('delete it once', async ({ client, assert }) => {
    const user = await UserFactory.create()
    for (let round = 0; round < ROUNDS; round++) {
      const task = await createTask(user)
      const statuses = await concurrently(
        ...Array.from({ length: 3 }, () => as(client, user).delete(`/api/tasks/${task.id}/`))
      )

      assert.deepEqual(statuses.toSorted(), [204, 404, 404])
      assert.lengthOf(await TaskHistory.query().where('task_id', task.id), 1)
    }
  })

  test('create a tag once', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const responses = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        as(client, user).post('/api/tasks/', {
          title: 'Nap',
          tags: index % 2 ? ['one', 'Two'] : ['TWO', 'One'],
        })
      )
    )

    const ids = responses.map((response) => {
      response.assertStatus(201)
      return response.body().tags.map((tag: { id: number }) => tag.id)
    })
    assert.equal(new Set(ids.flat()).size, 2)
  })

  test('do not block references to it', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const task = await createTask(user)
    await db.transaction(async (trx) => {
      await Task.lock(task.id, trx)
      const statuses = await concurrently(
        as(client, user).post(`/api/tasks/${task.id}/comments/`, { body: 'Hm' }),
        as(client, user).post('/api/tasks/', { title: 'Nap', parent_task: task.id })
      )
      assert.deepEqual(statuses, [201, 201])
    })
  })
})
