import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import type User from '#accounts/users/models/user'
import Tag from '#tasks/tags/models/tag'
import type Task from '#tasks/tasks/models/task'
import { as } from '#tests/support/as_user'
import { travelTo } from '#tests/support/clock'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'
import { TaskFactory, assign } from '#database/factories/task_factory'

const at = (day: number) => DateTime.utc(2026, 3, day)

async function createTask(creator: User, title: string, properties: Partial<Task> = {}) {
  return TaskFactory.merge({ createdById: creator.id, title, ...properties }).create()
}

/** The titles of the filtered list, sorted. */
async function titles(client: ApiClient, user: User, query = ''): Promise<string[]> {
  const response = await as(client, user).get(`/api/tasks/${query}`)
  response.assertStatus(200)
  return response
    .body()
    .results.map((task: { title: string }) => task.title)
    .toSorted()
}

test.group('Filtering tasks', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('by status and priority, matching any of several values', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await createTask(user, 'a', { status: 'todo', priority: 'low' })
    await createTask(user, 'b', { status: 'blocked', priority: 'urgent' })
    await createTask(user, 'c', { status: 'done', priority: 'urgent' })

    assert.deepEqual(await titles(client, user, '?status=todo'), ['a'])
    assert.deepEqual(await titles(client, user, '?status=todo,blocked'), ['a', 'b'])
    assert.deepEqual(await titles(client, user, '?status=todo&status=blocked'), ['a', 'b'])
    assert.deepEqual(await titles(client, user, '?priority=urgent'), ['b', 'c'])
    assert.deepEqual(await titles(client, user, '?priority=urgent&status=done,todo'), ['c'])
  })

  test('by people', async ({ client, assert }) => {
    const admin = await UserFactory.apply('admin').create()
    const [ann, bob] = await UserFactory.createMany(2)
    const one = await createTask(ann, 'a')
    const two = await createTask(bob, 'b')
    await createTask(admin, 'c')
    await assign(one, bob)
    await assign(two, bob)
    await assign(two, admin)

    assert.deepEqual(await titles(client, admin, `?assigned_to=${bob.id}`), ['a', 'b'])
    assert.deepEqual(await titles(client, admin, '?assigned_to=me'), ['b'])
    assert.deepEqual(await titles(client, admin, '?assigned_to=none'), ['c'])
    assert.deepEqual(await titles(client, admin, `?assigned_to=me,none`), ['b', 'c'])
    assert.deepEqual(await titles(client, admin, `?created_by=me,${ann.id}`), ['a', 'c'])
    assert.deepEqual(await titles(client, bob, '?created_by=me&assigned_to=me'), ['b'])
    assert.deepEqual(await titles(client, admin, '?assigned_to=999999999'), [])
  })

  test('by team, parent and tags', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const [team, other] = [await createTeam(user), await createTeam(user)]
    const parent = await createTask(user, 'a', { teamId: team.id })
    const child = await createTask(user, 'b', { parentTaskId: parent.id, teamId: other.id })
    await createTask(user, 'c')
    const [red, blue] = await Tag.createMany([{ name: 'Red' }, { name: '2026' }])
    await parent.related('tags').attach([red.id])
    await child.related('tags').attach([red.id, blue.id])

    assert.deepEqual(await titles(client, user, `?team=${team.id}`), ['a'])
    assert.deepEqual(await titles(client, user, `?team=${team.id},${other.id}`), ['a', 'b'])
    assert.deepEqual(await titles(client, user, `?team=${team.id},none`), ['a', 'c'])
    assert.deepEqual(await titles(client, user, `?parent_task=${parent.id}`), ['b'])
    assert.deepEqual(await titles(client, user, '?parent_task=none'), ['a', 'c'])
    assert.deepEqual(await titles(client, user, '?tags=rED'), ['a', 'b'])
    assert.deepEqual(await titles(client, user, `?tags=${red.id}`), ['a', 'b'])
    assert.deepEqual(await titles(client, user, '?tags=2026,nothing'), ['b'])
    assert.deepEqual(await titles(client, user, '?tags=nothing'), [])
  })

  test('by archived or not, never including deleted ones', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await createTask(user, 'a')
    await createTask(user, 'b', { isArchived: true })
    await createTask(user, 'c', { deletedAt: at(1) })
    await createTask(user, 'd', { deletedAt: at(1), isArchived: true })

    assert.deepEqual(await titles(client, user), ['a'])
    assert.deepEqual(await titles(client, user, '?is_archived=false'), ['a'])
    assert.deepEqual(await titles(client, user, '?is_archived=true'), ['b'])
    assert.deepEqual(await titles(client, user, '?is_archived=true,false'), ['a', 'b'])
  })

  test('by overdue or not', async ({ client, assert }) => {
    travelTo('2026-03-10T00:00:00Z')
    const user = await UserFactory.create()
    await createTask(user, 'a', { dueDate: at(9) })
    await createTask(user, 'b', { dueDate: at(9), status: 'done' })
    await createTask(user, 'c', { dueDate: at(10) })
    await createTask(user, 'd')

    assert.deepEqual(await titles(client, user, '?overdue=true'), ['a'])
    assert.deepEqual(await titles(client, user, '?overdue=false'), ['b', 'c', 'd'])
  })

  test('by time: after is inclusive, before is exclusive', async ({ client, assert }) => {
    const user = await UserFactory.create()
    for (const day of [1, 2, 3]) {
      travelTo(at(day).toISO()!)
      await createTask(user, String(day), { dueDate: at(day + 10) })
    }

    for (const field of ['created', 'updated']) {
      assert.deepEqual(await titles(client, user, `?${field}_after=2026-03-02`), ['2', '3'])
      assert.deepEqual(await titles(client, user, `?${field}_before=2026-03-02T00:00:00Z`), ['1'])
    }
    const between = '?due_after=2026-03-12T01:00:00%2B01:00&due_before=2026-03-13'
    assert.deepEqual(await titles(client, user, between), ['2'])
    assert.deepEqual(await titles(client, user, '?due_after=2026-03-11T00:00:00.001Z'), ['2', '3'])
  })

  test("by date, starting at midnight in the user's time zone", async ({ client, assert }) => {
    const user = await UserFactory.merge({ timezone: 'America/New_York' }).create()
    await createTask(user, 'a', { dueDate: DateTime.fromISO('2026-03-02T04:59:59Z') })
    await createTask(user, 'b', { dueDate: DateTime.fromISO('2026-03-02T05:00:00Z') })

    assert.deepEqual(await titles(client, user, '?due_after=2026-03-02'), ['b'])
  })

  test('in {timezone}, {date} starts at its first instant')
    .with([
      { timezone: 'America/Havana', date: '2026-11-01', start: '2026-11-01T04:00:00Z' },
      { timezone: 'America/Santiago', date: '2026-09-06', start: '2026-09-06T04:00:00Z' },
    ])
    .run(async ({ client, assert }, { timezone, date, start }) => {
      const user = await UserFactory.merge({ timezone }).create()
      const dueDate = DateTime.fromISO(start)
      await createTask(user, 'before', { dueDate: dueDate.minus({ seconds: 1 }) })
      await createTask(user, 'first', { dueDate })

      assert.deepEqual(await titles(client, user, `?due_after=${date}`), ['first'])
      assert.deepEqual(await titles(client, user, `?due_before=${date}`), ['before'])
    })

  test('reports all unknown parameters and values', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const wrong = {
      status: 'todo,later',
      priority: 'asap',
      assigned_to: 'you',
      created_by: 'none',
      team: '1.5',
      tags: ' ',
      parent_task: '-1',
      is_archived: 'maybe',
      overdue: 'soon',
      due_after: 'yesterday',
      due_before: '2026-02-30',
      created_after: '2026-01-01T00:00:00',
      updated_after: '1e9',
      ordering: 'colour',
      page: '0',
      page_size: '101',
      cursor: 'x',
      color: 'red',
    }
    const response = await as(client, user).get(`/api/tasks/?${new URLSearchParams(wrong)}`)

    response.assertStatus(400)
    assert.sameMembers(
      response.body().errors.map((fault: any) => fault.field),
      Object.keys(wrong)
    )
  })

  for (const query of [
    'page=1&page=2',
    'status=',
    'page_size=0',
    'page_size=1e1',
    'page=99999999999999999999',
    'search=a%00b',
    'ordering=--title',
    'ordering=created_at,title',
    'status[]=todo',
    'search=%ff',
  ]) {
    test(`refuses ?${query}`, async ({ client }) => {
      const response = await as(client, await UserFactory.create()).get(`/api/tasks/?${query}`)
      response.assertStatus(400)
    })
  }
})
