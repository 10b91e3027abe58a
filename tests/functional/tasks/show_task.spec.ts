import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#accounts/users/models/user'
import { as } from '#tests/support/as_user'
import { travelTo } from '#tests/support/clock'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'
import { TaskFactory, assign } from '#database/factories/task_factory'

/** A task of a team, and one user for each relation to it. */
async function createCast() {
  const [creator, assignee, lead, member, viewer, stranger, colleague] =
    await UserFactory.createMany(7)
  const team = await createTeam(lead, [
    [member, 'member'],
    [viewer, 'viewer'],
  ])
  await createTeam(colleague, [[creator, 'member']])
  const task = await TaskFactory.merge({ createdById: creator.id, teamId: team.id }).create()
  await assign(task, assignee)

  return {
    task,
    team,
    allowed: {
      creator,
      assignee,
      lead,
      member,
      'viewer of the team': viewer,
      'admin': await UserFactory.apply('admin').create(),
    } as Record<string, User>,
    blind: {
      stranger,
      'colleague of the creator in another team': colleague,
      'manager elsewhere': await UserFactory.apply('manager').create(),
    } as Record<string, User>,
  }
}

test.group('Showing a task', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is visible to those involved, by id and in the list', async ({ client, assert }) => {
    const { task, allowed } = await createCast()
    for (const [relation, user] of Object.entries(allowed)) {
      const shown = await as(client, user).get(`/api/tasks/${task.id}/`)
      assert.equal(shown.status(), 200, relation)
      const list = await as(client, user).get('/api/tasks/')
      assert.deepEqual(list.body().results, [shown.body()], relation)
    }
  })

  test('returns 404 for a task that is not visible', async ({ client, assert }) => {
    const { task, blind } = await createCast()
    for (const [relation, user] of Object.entries(blind)) {
      const shown = await as(client, user).get(`/api/tasks/${task.id}/`)
      assert.equal(shown.status(), 404, relation)
      const list = await as(client, user).get('/api/tasks/')
      assert.deepEqual(list.body().results, [], relation)
      assert.equal(list.body().count, 0)
    }
  })

  test('a task of a deleted team is not visible to its members', async ({ client }) => {
    const { task, team, allowed } = await createCast()
    await team.delete()

    const former = await as(client, allowed.member).get(`/api/tasks/${task.id}/`)
    former.assertStatus(404)
    const creator = await as(client, allowed.creator).get(`/api/tasks/${task.id}/`)
    creator.assertStatus(200)
  })

  test('accepts a missing trailing slash, and HEAD has no body', async ({ client, assert }) => {
    const { task, allowed } = await createCast()
    const paths = [`/api/tasks/${task.id}`, '/api/tasks', `/api/tasks/${task.id}/history`]
    for (const path of paths) {
      const [without, slashed] = [
        await as(client, allowed.creator).get(path),
        await as(client, allowed.creator).get(`${path}/`),
      ]
      assert.equal(without.status(), 200)
      assert.deepEqual(without.body(), slashed.body())

      const head = await client.head(`${path}/`).withGuard('jwt').loginAs(allowed.creator)
      assert.equal(head.status(), 200)
      assert.isEmpty(head.text() ?? '')
    }
  })

  test('answers 304 to a matching ETag', async ({ client, assert }) => {
    const { task, allowed } = await createCast()
    const get = (tag: string) =>
      as(client, allowed.creator).get(`/api/tasks/${task.id}/`).header('If-None-Match', tag)

    const first = await get('')
    const tag = first.header('etag')!
    assert.match(tag, /^"1\.[\w-]+"$/)

    const fresh = await get(tag)
    fresh.assertStatus(304)
    fresh.assertHeader('etag', tag)
    assert.isEmpty(fresh.text() ?? '')

    await as(client, allowed.creator).patch(`/api/tasks/${task.id}/`, { title: 'Other' })
    const stale = await get(tag)
    stale.assertStatus(200)
    assert.match(stale.header('etag')!, /^"2\./)
  })

  test('changes the ETag with fields outside the version', async ({ client, assert }) => {
    const { task, allowed } = await createCast()
    await task.merge({ dueDate: DateTime.utc().plus({ hours: 1 }) }).save()
    const get = (tag: string) =>
      as(client, allowed.admin).get(`/api/tasks/${task.id}/`).header('If-None-Match', tag)
    const before = await get('')

    await allowed.creator.merge({ username: 'assignee_username' }).save()
    const renamed = await get(before.header('etag')!)
    renamed.assertStatus(200)
    assert.equal(renamed.body().created_by.username, 'assignee_username')

    travelTo(DateTime.utc().plus({ minutes: 61 }).toISO())
    const late = await get(renamed.header('etag')!)
    late.assertStatus(200)
    assert.isTrue(late.body().is_overdue)
    assert.equal(late.body().version, before.body().version)
  })

  for (const path of ['999999999', '0', '-1', '1.5', 'abc', '9999999999999999', '9'.repeat(30)]) {
    test(`returns 404 for ${path}`, async ({ client }) => {
      const admin = await UserFactory.apply('admin').create()
      const response = await as(client, admin).get(`/api/tasks/${path}`)

      response.assertStatus(404)
      response.assertBodyContains({ code: 'not_found' })
    })
  }
})
