import fc from 'fast-check'
import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import type User from '#accounts/users/models/user'
import Tag from '#tasks/tags/models/tag'
import { as, bodyOf } from '#tests/support/as_user'
import { travelTo } from '#tests/support/clock'
import { makeTeammates, createTeam } from '#database/factories/team_factory'
import { TaskFactory } from '#database/factories/task_factory'
import { UserFactory } from '#database/factories/user_factory'
import { PRIORITIES, STATUSES } from '#tasks/tasks/models/task'

async function historyOf(client: ApiClient, user: User, id: number, query = '') {
  const response = await as(client, user).get(`/api/tasks/${id}/history/${query}`)
  response.assertStatus(200)
  return response.body().results as any[]
}

test.group('Task history', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('records who changed what and when, oldest first', async ({ client, assert }) => {
    const [ann, bob] = await UserFactory.createMany(2)
    await makeTeammates(ann, bob)
    travelTo('2026-03-01T00:00:00Z')
    const task = await bodyOf(as(client, ann).post('/api/tasks/', { title: 'Nap' }))
    const path = `/api/tasks/${task.id}/`
    await as(client, ann).post(`${path}assign/`, { user_ids: [bob.id] })
    travelTo('2026-03-02T00:00:00Z')
    await as(client, bob).patch(path, { title: 'Long nap', status: 'done', priority: 'medium' })
    await as(client, ann).delete(path)
    await as(client, ann).post(`${path}restore/`)

    const entries = await historyOf(client, ann, task.id)
    const { id, created_at: createdAt, ...first } = entries[0]
    assert.isNumber(id)
    assert.equal(createdAt, '2026-03-01T00:00:00.000Z')
    assert.containsSubset(first, {
      action: 'created',
      field: null,
      old: null,
      new: { title: 'Nap', status: 'todo' },
      user: { id: ann.id, username: ann.username },
    })
    assert.deepEqual(first.new.assigned_to, [])
    assert.deepEqual(
      entries
        .slice(1)
        .map((entry) => [entry.user.id, entry.action, entry.field, entry.old, entry.new]),
      [
        [ann.id, 'updated', 'assigned_to', [], [{ id: bob.id, username: bob.username }]],
        [bob.id, 'updated', 'title', 'Nap', 'Long nap'],
        [bob.id, 'updated', 'status', 'todo', 'done'],
        [ann.id, 'deleted', null, null, null],
        [ann.id, 'restored', null, null, null],
      ]
    )
    assert.equal(entries.at(-1).created_at, '2026-03-02T00:00:00.000Z')
  })

  test('excludes a refused change', async ({ client, assert }) => {
    const ann = await UserFactory.create()
    const task = await bodyOf(as(client, ann).post('/api/tasks/', { title: 'Nap' }))
    await as(client, ann).patch(`/api/tasks/${task.id}/`, { title: 'Long nap', team: 999_999_999 })
    await as(client, ann).patch(`/api/tasks/${task.id}/`, { title: 'Long nap', version: 7 })

    assert.lengthOf(await historyOf(client, ann, task.id), 1)
  })

  test('is paginated', async ({ client, assert }) => {
    const ann = await UserFactory.create()
    const task = await bodyOf(as(client, ann).post('/api/tasks/', { title: 'Nap 0' }))
    for (let nap = 1; nap <= 4; nap++) {
      await as(client, ann).patch(`/api/tasks/${task.id}/`, { title: `Nap ${nap}` })
    }
    const page = await as(client, ann).get(`/api/tasks/${task.id}/history/?page_size=3`)
    const { pathname, search } = new URL(page.body().next)
    const rest = await as(client, ann).get(pathname + search)

    const seen = [...page.body().results, ...rest.body().results]
    assert.deepEqual(seen, await historyOf(client, ann, task.id))
    assert.lengthOf(seen, 5)
    const latest = await historyOf(client, ann, task.id, '?ordering=-created_at&page_size=1')
    assert.equal(latest[0].new, 'Nap 4')
  })

  test('replays to the current task', async ({ client, assert }) => {
    const ann = await UserFactory.create()
    const others = await UserFactory.createMany(2)
    const people = [ann, ...others]
    const teams = [await makeTeammates(ann, ...others), await createTeam(ann)]
    const parents = await TaskFactory.merge({ createdById: ann.id }).createMany(2)
    const tags = await Tag.createMany(['red', 'green', 'blue'].map((name) => ({ name })))
    const idOf = (records: { id: number }[]) => fc.constantFrom(...records.map(({ id }) => id))
    const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })
    const hours = maybe(fc.integer({ min: 0, max: 2000 }).map((quarters) => quarters / 4))
    const change = fc.record(
      {
        title: fc.constantFrom('Nap', 'Long nap', 'Nap 🛌'),
        description: fc.constantFrom('', 'Zzz', '"quoted" \\ text\n'),
        status: fc.constantFrom(...STATUSES),
        priority: fc.constantFrom(...PRIORITIES),
        due_date: maybe(fc.constantFrom('2026-03-01T09:30:00.123Z', '2027-01-01T00:00:00.000Z')),
        estimated_hours: hours,
        actual_hours: hours,
        assigned_to: fc.uniqueArray(idOf(people)),
        tags: fc.uniqueArray(idOf(tags)),
        parent_task: maybe(idOf(parents)),
        team: maybe(idOf(teams)),
        metadata: fc.constantFrom({}, { a: 1 }, { a: [1, { b: null }] }),
        is_archived: fc.boolean(),
      },
      { requiredKeys: [] }
    )

    await fc.assert(
      fc.asyncProperty(change, fc.array(change, { maxLength: 4 }), async (first, changes) => {
        const created = await as(client, ann).post('/api/tasks/', { title: 'Nap', ...first })
        const path = `/api/tasks/${created.body().id}/`
        for (const next of changes) await as(client, ann).patch(path, next)

        const document = await bodyOf(as(client, ann).get(path))
        const entries = await historyOf(client, ann, document.id, '?page_size=100')
        const replayed = { ...entries[0].new }
        for (const { field, old, new: value } of entries.slice(1)) {
          assert.deepEqual(replayed[field], old)
          assert.notDeepEqual(old, value)
          replayed[field] = value
        }
        for (const [field, value] of Object.entries(replayed)) {
          assert.deepEqual(document[field], value, field)
        }
      }),
      { numRuns: 25 }
    )
  })
})
