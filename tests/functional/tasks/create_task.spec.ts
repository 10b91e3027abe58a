import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import testUtils from '@adonisjs/core/services/test_utils'
import Tag from '#tasks/tags/models/tag'
import Task from '#tasks/tasks/models/task'
import { as, bodyOf } from '#tests/support/as_user'
import { travelTo } from '#tests/support/clock'
import { makeTeammates, createTeam } from '#database/factories/team_factory'
import { TaskFactory } from '#database/factories/task_factory'
import { UserFactory } from '#database/factories/user_factory'

test.group('Creating a task', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('needs only a title', async ({ client, assert }) => {
    const user = await UserFactory.create()
    travelTo('2026-03-01T09:30:00.123Z')
    const response = await as(client, user).post('/api/tasks/', { title: '  Water the plants ' })

    response.assertStatus(201)
    const { id } = response.body()
    response.assertHeader('location', `/api/tasks/${id}/`)
    assert.match(response.header('etag')!, /^"1\./)
    assert.deepEqual(response.body(), {
      id,
      title: 'Water the plants',
      description: '',
      status: 'todo',
      priority: 'medium',
      due_date: null,
      estimated_hours: null,
      actual_hours: null,
      created_by: { id: user.id, username: user.username },
      assigned_to: [],
      tags: [],
      parent_task: null,
      team: null,
      metadata: {},
      created_at: '2026-03-01T09:30:00.123Z',
      updated_at: '2026-03-01T09:30:00.123Z',
      is_archived: false,
      is_overdue: false,
      version: 1,
      started_at: null,
      completed_at: null,
      deleted_at: null,
    })
  })

  test('stores all fields', async ({ client, assert }) => {
    const [user, colleague] = await UserFactory.createMany(2)
    const team = await makeTeammates(user, colleague)
    const parent = await TaskFactory.merge({ createdById: user.id }).create()
    const known = await Tag.create({ name: 'garden', createdById: user.id })
    const input = {
      title: '🌱'.repeat(200),
      description: ' Twice a week\n',
      status: 'in_progress',
      priority: 'urgent',
      due_date: '2026-12-31T18:00:00+01:00',
      estimated_hours: 2.5,
      actual_hours: 0,
      assigned_to: [colleague.id, user.id],
      tags: [known.id, 'Water', 'water', 'GARDEN'],
      parent_task: parent.id,
      team: team.id,
      metadata: { pots: [1, { big: true }], note: 'ö' },
      is_archived: true,
    }
    const response = await as(client, user).post('/api/tasks', input)

    response.assertStatus(201)
    const water = await Tag.findByOrFail('name', 'Water')
    assert.containsSubset(response.body(), {
      ...input,
      due_date: '2026-12-31T17:00:00.000Z',
      assigned_to: [user, colleague].map(({ id, username }) => ({ id, username })),
      tags: [
        { id: known.id, name: 'garden' },
        { id: water.id, name: 'Water' },
      ],
    })
    assert.isNotNull(response.body().started_at)
    assert.lengthOf(response.body().tags, 2)

    const read = await as(client, user).get(`/api/tasks/${response.body().id}/`)
    assert.deepEqual(read.body(), response.body())
  })

  test('with the status done sets the completion time', async ({ client }) => {
    const user = await UserFactory.create()
    travelTo('2026-03-01T09:30:00Z')
    const response = await as(client, user).post('/api/tasks', { title: 'Nap', status: 'done' })

    response.assertBodyContains({ completed_at: '2026-03-01T09:30:00.000Z', started_at: null })
  })

  test('reports all faults at once', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const response = await as(client, user).post('/api/tasks', {
      title: '   ',
      description: 7,
      status: 'later',
      priority: null,
      due_date: '2026-02-30T00:00:00Z',
      estimated_hours: -1,
      actual_hours: 1.234,
      assigned_to: [1, 'me'],
      tags: [''],
      parent_task: 0,
      team: 2 ** 53,
      metadata: [],
      is_archived: 'yes',
      colour: 'red',
      id: 1,
      created_by: 1,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
      is_overdue: false,
      version: 1,
      started_at: null,
      completed_at: null,
      deleted_at: null,
    })

    response.assertStatus(422)
    const faults: [string, string][] = response
      .body()
      .errors.map((fault: any) => [fault.field, fault.code])
    assert.sameMembers(
      faults.map(([field]) => field),
      [
        ...['title', 'description', 'status', 'priority', 'due_date', 'estimated_hours'],
        ...['actual_hours', 'assigned_to.1', 'tags.0', 'parent_task', 'team', 'metadata'],
        ...['is_archived', 'colour', 'id', 'created_by', 'created_at', 'updated_at', 'is_overdue'],
        ...['version', 'started_at', 'completed_at', 'deleted_at'],
      ]
    )
    const codes = Object.fromEntries(faults)
    assert.equal(codes.colour, 'unknown_field')
    assert.equal(codes.completed_at, 'read_only')
    assert.isNull(await Task.query().where('created_by_id', user.id).first())
  })

  test('reports faults found by the database at once, too', async ({ client, assert }) => {
    const [user, colleague] = await UserFactory.createMany(2)
    const disabled = await UserFactory.apply('disabled').create()
    const elsewhere = await createTeam(colleague)
    const hidden = await TaskFactory.merge({ createdById: colleague.id }).create()
    const response = await as(client, user).post('/api/tasks', {
      title: 'Water the plants',
      assigned_to: [user.id, disabled.id, 999_999_999],
      tags: [999_999_999, 'never-made'],
      parent_task: hidden.id,
      team: elsewhere.id,
    })

    response.assertStatus(422)
    assert.sameDeepMembers(
      response.body().errors.map(({ field, code }: any) => [field, code]),
      [
        ['assigned_to', 'not_found'],
        ['assigned_to', 'not_found'],
        ['tags', 'not_found'],
        ['parent_task', 'not_found'],
        ['team', 'not_found'],
      ]
    )
    assert.include(response.body().detail, String(disabled.id))
    assert.isNull(await Tag.findBy('name', 'never-made'))
  })

  test('limits a title to 200 characters', async ({ client }) => {
    const user = await UserFactory.create()
    const response = await as(client, user).post('/api/tasks', { title: '🌱'.repeat(201) })

    response.assertStatus(422)
    response.assertBodyContains({ errors: [{ field: 'title', code: 'max_length' }] })
  })

  test('is refused for viewers and anonymous requests', async ({ client }) => {
    const viewer = await UserFactory.apply('viewer').create()
    const refused = await as(client, viewer).post('/api/tasks', { title: 'Nap' })
    refused.assertStatus(403)

    const unknown = await client.post('/api/tasks').json({ title: 'Nap' })
    unknown.assertStatus(401)
  })

  for (const [role, status] of [
    ['lead', 201],
    ['member', 201],
    ['viewer', 403],
  ] as const) {
    test(`answers ${status} to a ${role} of the team`, async ({ client }) => {
      const [lead, user] = await UserFactory.createMany(2)
      const team = await createTeam(lead, [[user, role]])
      const response = await as(client, user).post('/api/tasks', { title: 'Nap', team: team.id })

      response.assertStatus(status)
    })
  }

  test('admins may use any team except a deleted one', async ({ client }) => {
    const admin = await UserFactory.apply('admin').create()
    const team = await createTeam(await UserFactory.create())
    const create = () => as(client, admin).post('/api/tasks', { title: 'Nap', team: team.id })

    const given = await create()
    given.assertStatus(201)

    await team.delete()
    const refused = await create()
    refused.assertStatus(422)
    refused.assertBodyContains({ errors: [{ field: 'team', code: 'not_found' }] })
  })

  test('allows subtasks up to ten levels deep', async ({ client }) => {
    const user = await UserFactory.create()
    const create = (parent: number | null) =>
      as(client, user).post('/api/tasks', { title: 'Matryoshka', parent_task: parent })

    let parent: number | null = null
    for (let level = 1; level <= 10; level++) {
      const response = await create(parent)
      response.assertStatus(201)
      parent = response.body().id
    }
    const refused = await create(parent)
    refused.assertStatus(422)
    refused.assertBodyContains({ errors: [{ field: 'parent_task', code: 'too_deep' }] })
  })

  test('refuses subtasks of a deleted task', async ({ client }) => {
    const user = await UserFactory.create()
    const parent = await TaskFactory.merge({ createdById: user.id }).apply('deleted').create()
    const response = await as(client, user).post('/api/tasks', {
      title: 'Nap',
      parent_task: parent.id,
    })

    response.assertStatus(422)
    response.assertBodyContains({ errors: [{ field: 'parent_task', code: 'not_found' }] })
  })

  test('is overdue from its due date on', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const due = DateTime.fromISO('2026-03-01T12:00:00Z')
    const { id } = await TaskFactory.merge({ createdById: user.id, dueDate: due }).create()
    const isOverdue = async (at: DateTime) => {
      travelTo(at.toISO()!)
      const task = await bodyOf(as(client, user).get(`/api/tasks/${id}`))
      return task.is_overdue
    }

    assert.isFalse(await isOverdue(due))
    assert.isTrue(await isOverdue(due.plus({ milliseconds: 1 })))
    await as(client, user).patch(`/api/tasks/${id}`, { status: 'cancelled' })
    assert.isFalse(await isOverdue(due.plus({ days: 1 })))
  })
})
