import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#accounts/users/models/user'
import type Task from '#tasks/tasks/models/task'
import TaskHistory from '#tasks/history/models/task_history'
import { as, bodyOf, statusOf } from '#tests/support/as_user'
import { travelTo } from '#tests/support/clock'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'
import { TaskFactory, assign } from '#database/factories/task_factory'

const FULL = {
  title: 'Water the plants',
  description: 'Twice a week',
  status: 'in_progress',
  priority: 'high',
  due_date: '2026-12-31T17:00:00.000Z',
  estimated_hours: 2.5,
  actual_hours: 1,
  tags: ['garden'],
  metadata: { pots: 3 },
  is_archived: true,
}

async function createTask(creator: User, properties: Partial<Task> = {}) {
  return TaskFactory.merge({ createdById: creator.id, ...properties }).create()
}

test.group('Changing a task', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('PATCH changes the given fields and keeps the rest', async ({ client, assert }) => {
    const user = await UserFactory.create()
    travelTo('2026-03-01T00:00:00Z')
    const { body } = await created(client, user, FULL)
    travelTo('2026-03-02T00:00:00Z')
    const response = await as(client, user).patch(`/api/tasks/${body.id}/`, { title: ' Nap ' })

    response.assertStatus(200)
    assert.match(response.header('etag')!, /^"2\./)
    assert.deepEqual(response.body(), {
      ...body,
      title: 'Nap',
      version: 2,
      updated_at: '2026-03-02T00:00:00.000Z',
    })
  })

  test('PUT requires a title and resets omitted fields', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const parent = await createTask(user)
    const team = await createTeam(user)
    const { body } = await created(client, user, {
      ...FULL,
      assigned_to: [user.id],
      parent_task: parent.id,
      team: team.id,
    })
    const refused = await as(client, user).put(`/api/tasks/${body.id}/`, { status: 'todo' })
    refused.assertStatus(422)
    refused.assertBodyContains({ errors: [{ field: 'title', code: 'required' }] })

    const response = await as(client, user).put(`/api/tasks/${body.id}/`, { title: 'Nap' })
    response.assertStatus(200)
    const blank = await created(client, user, { title: 'Nap' })
    const own = ['id', 'created_at', 'updated_at', 'version', 'started_at']
    assert.deepEqual(without(response.body(), own), without(blank.body, own))
  })

  test('without an effective change leaves no trace', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { body } = await created(client, user, { ...FULL, assigned_to: [user.id] })
    const same = {
      ...FULL,
      due_date: '2026-12-31T18:00:00+01:00',
      assigned_to: [user.id, user.id],
      tags: ['GARDEN', body.tags[0].id],
      metadata: { pots: 3 },
    }
    for (const method of ['patch', 'put'] as const) {
      const response = await as(client, user)[method](`/api/tasks/${body.id}/`, same)
      response.assertStatus(200)
      assert.deepEqual(response.body(), body)
    }
    const nothing = await as(client, user).patch(`/api/tasks/${body.id}/`, {})
    assert.deepEqual(nothing.body(), body)
    assert.lengthOf(await TaskHistory.query().where('task_id', body.id), 1)
  })

  test('ignores the key order of metadata', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { body } = await created(client, user, { title: 'Nap', metadata: { a: 1, b: { c: 2 } } })
    const response = await as(client, user).patch(`/api/tasks/${body.id}/`, {
      metadata: { b: { c: 2 }, a: 1 },
    })

    assert.equal(response.body().version, 1)
  })

  test('sets the start time once, and the completion time until reopened', async ({
    client,
    assert,
  }) => {
    const user = await UserFactory.create()
    const task = await createTask(user)
    const moveTo = async (status: string, at: string) => {
      travelTo(at)
      const request = as(client, user).patch(`/api/tasks/${task.id}/`, { status })
      const { started_at: startedAt, completed_at: completedAt } = await bodyOf(request)
      return [startedAt, completedAt]
    }
    const [one, two, three, four] = [1, 2, 3, 4].map((day) => `2026-03-0${day}T00:00:00.000Z`)

    assert.deepEqual(await moveTo('in_progress', one), [one, null])
    assert.deepEqual(await moveTo('in_review', two), [one, null])
    assert.deepEqual(await moveTo('done', two), [one, two])
    assert.deepEqual(await moveTo('done', three), [one, two])
    assert.deepEqual(await moveTo('in_progress', three), [one, null])
    assert.deepEqual(await moveTo('done', four), [one, four])
  })

  test('reports all faults at once and changes nothing', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const task = await createTask(user)
    const response = await as(client, user).patch(`/api/tasks/${task.id}/`, {
      title: 'Nap',
      status: 'later',
      started_at: '2026-01-01T00:00:00Z',
      colour: 'red',
    })

    response.assertStatus(422)
    assert.sameMembers(
      response.body().errors.map((fault: any) => fault.field),
      ['status', 'started_at', 'colour']
    )
    await task.refresh()
    assert.equal(task.title, 'Water the plants')
  })

  test('is refused for users who only see the task', async ({ client, assert }) => {
    const [creator, assignee, lead, member, teamViewer] = await UserFactory.createMany(5)
    const viewer = await UserFactory.apply('viewer').create()
    const manager = await UserFactory.apply('manager').create()
    const stranger = await UserFactory.apply('manager').create()
    const team = await createTeam(lead, [
      [member, 'member'],
      [teamViewer, 'viewer'],
      [viewer, 'lead'],
      [manager, 'viewer'],
    ])
    const task = await createTask(creator, { teamId: team.id })
    await assign(task, assignee)
    await assign(task, viewer)
    const answers = async (user: User) => {
      const path = `/api/tasks/${task.id}/`
      const statuses = [
        await as(client, user).patch(path, { priority: 'high' }),
        await as(client, user).put(path, {
          title: 'Nap',
          team: team.id,
          assigned_to: [assignee.id, viewer.id],
        }),
        await as(client, user).post(`${path}assign/`, { user_ids: [assignee.id] }),
        await as(client, user).post(`${path}comments/`, { body: 'Done?' }),
      ].map((response) => response.status())
      assert.deepEqual(statuses.slice(0, 3), Array(3).fill(statuses[0]))
      return statuses[0]
    }

    for (const user of [creator, assignee, lead, member, manager]) {
      assert.equal(await answers(user), 200)
    }
    assert.equal(await answers(await UserFactory.apply('admin').create()), 200)
    assert.equal(await answers(teamViewer), 403)
    assert.equal(await answers(viewer), 403)
    assert.equal(await answers(stranger), 404)
  })

  test('only leads and members of a team can add tasks to it', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const other = await UserFactory.create()
    const task = await createTask(user)
    const move = async (role: 'member' | 'viewer' | null) => {
      const team = await createTeam(other, role ? [[user, role]] : [])
      return as(client, user).patch(`/api/tasks/${task.id}/`, { team: team.id })
    }

    assert.equal(await statusOf(move('viewer')), 403)
    const unknown = await move(null)
    unknown.assertStatus(422)
    unknown.assertBodyContains({ errors: [{ field: 'team', code: 'not_found' }] })
    assert.equal(await statusOf(move('member')), 200)
  })

  test('only those who work in its team can remove a task from it', async ({ client, assert }) => {
    const [creator, assignee, lead, member, looker] = await UserFactory.createMany(5)
    const manager = await UserFactory.apply('manager').create()
    const team = await createTeam(lead, [
      [member, 'member'],
      [looker, 'viewer'],
    ])
    const ways = (home: number) => [
      { method: 'patch', body: { team: home } },
      { method: 'patch', body: { team: null } },
      { method: 'put', body: { title: 'Mine' } },
    ]
    const answers = async (user: User) => {
      const home = await createTeam(user)
      const seen = []
      for (const { method, body } of ways(home.id)) {
        const task = await createTask(creator, { teamId: team.id })
        for (const each of [assignee, looker, manager]) await assign(task, each)
        const request = as(client, user)[method as 'patch'](`/api/tasks/${task.id}/`, body)
        const status = await statusOf(request)
        await task.refresh()
        seen.push([status, task.teamId === team.id])
      }
      return seen
    }
    for (const user of [assignee, creator, looker]) {
      assert.deepEqual(await answers(user), Array(3).fill([403, true]))
    }
    for (const user of [lead, member, manager, await UserFactory.apply('admin').create()]) {
      assert.deepEqual(await answers(user), Array(3).fill([200, false]))
    }
  })

  test('the form offers only the current team to users who may not change it', async ({
    client,
    assert,
  }) => {
    const [lead, assignee] = await UserFactory.createMany(2)
    const team = await createTeam(lead)
    await createTeam(assignee)
    const task = await createTask(lead, { teamId: team.id })
    await assign(task, assignee)
    const offered = async (user: User) => {
      const page = await client.get(`/tasks/${task.id}/edit`).withGuard('web').loginAs(user)
      page.assertStatus(200)
      const [, menu] = /<select[^>]*name="team"[^>]*>([^]*?)<\/select>/.exec(page.text())!
      return [...menu.matchAll(/value="(\d*)"/g)].map(([, value]) => value)
    }
    assert.deepEqual(await offered(assignee), [String(team.id)])
    assert.deepEqual(await offered(lead), ['', String(team.id)])
  })

  test('does not validate unchanged assignees and teams again', async ({ client }) => {
    const [user, assignee] = await UserFactory.createMany(2)
    const team = await createTeam(await UserFactory.create())
    const task = await createTask(user, { teamId: team.id })
    await assign(task, assignee)
    await assignee.merge({ isActive: false }).save()
    const response = await as(client, user).patch(`/api/tasks/${task.id}/`, {
      assigned_to: [assignee.id],
      team: team.id,
      title: 'Nap',
    })

    response.assertStatus(200)
  })

  test('refuses a cycle of parents', async ({ client }) => {
    const user = await UserFactory.create()
    const top = await createTask(user)
    const middle = await createTask(user, { parentTaskId: top.id })
    const bottom = await createTask(user, { parentTaskId: middle.id })
    for (const parent of [top, middle, bottom]) {
      const response = await as(client, user).patch(`/api/tasks/${top.id}/`, {
        parent_task: parent.id,
      })
      response.assertStatus(422)
      response.assertBodyContains({ errors: [{ field: 'parent_task', code: 'cycle' }] })
    }
    const moved = await as(client, user).patch(`/api/tasks/${bottom.id}/`, { parent_task: top.id })
    moved.assertStatus(200)
    const loose = await as(client, user).patch(`/api/tasks/${bottom.id}/`, { parent_task: null })
    loose.assertBodyContains({ parent_task: null })
  })

  test('moves a whole subtree, or refuses if it gets too deep', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const chain = async (length: number) => {
      const tasks: Task[] = []
      while (tasks.length < length) {
        tasks.push(await createTask(user, { parentTaskId: tasks.at(-1)?.id ?? null }))
      }
      return tasks
    }
    const [six, four, five] = [await chain(6), await chain(4), await chain(5)]
    const setParent = (root: Task, parent: Task) =>
      as(client, user).patch(`/api/tasks/${root.id}/`, { parent_task: parent.id })

    const deep = await setParent(five[0], six[5])
    deep.assertBodyContains({ errors: [{ field: 'parent_task', code: 'too_deep' }] })
    assert.equal(await statusOf(setParent(four[0], six[5])), 200)
  })

  test('refuses a stale version', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const task = await createTask(user)
    const path = `/api/tasks/${task.id}/`
    await as(client, user).patch(path, { title: 'Second' })

    const header = await as(client, user).patch(path, { title: 'Mine' }).header('If-Match', '"1"')
    header.assertStatus(412)
    header.assertBodyContains({ code: 'precondition_failed' })
    const weak = await as(client, user).patch(path, { title: 'Mine' }).header('If-Match', 'W/"2"')
    weak.assertStatus(412)
    const field = await as(client, user).patch(path, { title: 'Mine', version: 1 })
    field.assertStatus(409)
    field.assertBodyContains({ code: 'stale_version' })
    const removal = await as(client, user).delete(path).header('If-Match', '"1"')
    removal.assertStatus(412)
    await task.refresh()
    assert.equal(task.title, 'Second')

    const current = await as(client, user)
      .patch(path, { title: 'Third', version: 2 })
      .header('If-Match', '"1", "2.of-another-day"')
    current.assertStatus(200)
    const any = await as(client, user).put(path, { title: 'Fourth' }).header('If-Match', '*')
    any.assertStatus(200)
    assert.equal(any.body().version, 4)
  })

  test('returns the task to a user who has just given it away', async ({ client, assert }) => {
    const [creator, assignee] = await UserFactory.createMany(2)
    const task = await createTask(creator)
    await assign(task, assignee)
    const response = await as(client, assignee).patch(`/api/tasks/${task.id}/`, { assigned_to: [] })
    response.assertStatus(200)
    assert.deepEqual(response.body().assigned_to, [])

    const gone = await as(client, assignee).get(`/api/tasks/${task.id}/`)
    gone.assertStatus(404)
  })
})

async function created(client: Parameters<typeof as>[0], user: User, input: object) {
  const response = await as(client, user).post('/api/tasks/', input)
  response.assertStatus(201)
  return { body: response.body() }
}

function without(document: Record<string, unknown>, fields: string[]) {
  return Object.fromEntries(Object.entries(document).filter(([field]) => !fields.includes(field)))
}
