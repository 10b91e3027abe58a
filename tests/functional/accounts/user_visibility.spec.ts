import { test } from '@japa/runner'
import type { ApiResponse } from '@japa/api-client'
import testUtils from '@adonisjs/core/services/test_utils'
import Tag from '#tasks/tags/models/tag'
import Comment from '#tasks/comments/models/comment'
import type User from '#accounts/users/models/user'
import TeamMember from '#teams/members/models/team_member'
import { as, bodyOf } from '#tests/support/as_user'
import { assign, TaskFactory } from '#database/factories/task_factory'
import { makeTeammates, createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'

/** No user has this id. */
const MISSING = 999_999_999

/** The response without what it repeats of the request. */
async function comparableResponse(request: PromiseLike<ApiResponse>, asked: number | string) {
  const response = await request
  const text = JSON.stringify(response.body())
  return { status: response.status(), text: text.replaceAll(String(asked), '…') }
}

test.group('Visibility of users', (group) => {
  let member: User
  let mate: User
  let stranger: User

  group.each.setup(async () => {
    const rollback = await testUtils.db().wrapInGlobalTransaction()
    member = await UserFactory.merge({ username: 'ada' }).create()
    mate = await UserFactory.merge({ username: 'bea' }).create()
    stranger = await UserFactory.merge({ username: 'cleo', firstName: 'Cleopatra' }).create()
    await makeTeammates(mate, member)
    await createTeam(stranger)
    return rollback
  })

  const listedTo = async (client: any, user: User, query = '') => {
    const { results } = await bodyOf(as(client, user).get(`/api/users/${query}`))
    return results.map(({ id }: User) => id)
  }

  test('the list contains teammates, or only themselves without a team', async ({
    client,
    assert,
  }) => {
    assert.deepEqual(await listedTo(client, member), [member.id, mate.id])
    assert.deepEqual(await listedTo(client, member, '?search=cleo'), [])
    assert.deepEqual(await listedTo(client, stranger), [stranger.id])
    const newcomer = await UserFactory.create()
    assert.deepEqual(await listedTo(client, newcomer), [newcomer.id])
  })

  test('admins and managers see everybody', async ({ client, assert }) => {
    for (const role of ['admin', 'manager'] as const) {
      const user = await UserFactory.apply(role).create()
      const seen = await listedTo(client, user)
      assert.includeMembers(seen, [member.id, mate.id, stranger.id, user.id])
    }
  })

  test('lasts while the team exists and they are its members', async ({ client, assert }) => {
    const team = await createTeam(stranger, [[member, 'viewer']])
    assert.include(await listedTo(client, member), stranger.id)

    await team.delete()
    assert.notInclude(await listedTo(client, member), stranger.id)

    const other = await createTeam(stranger, [[member, 'member']])
    assert.include(await listedTo(client, member), stranger.id)
    await TeamMember.query().where({ teamId: other.id, userId: member.id }).delete()
    assert.notInclude(await listedTo(client, member), stranger.id)
  })

  test('an invisible user is answered like one that does not exist', async ({ client, assert }) => {
    const { id: team } = await createTeam(member)
    const { id: task } = await TaskFactory.merge({ createdById: member.id }).create()
    const me = as(client, member)
    const requests: Record<string, (id: number) => PromiseLike<ApiResponse>> = {
      show: (id) => me.get(`/api/users/${id}/`),
      change: (id) => me.patch(`/api/users/${id}/`, { first_name: 'Eve' }),
      replace: (id) => me.put(`/api/users/${id}/`, { username: 'eve', email: 'eve@example.org' }),
      create: (id) => me.post('/api/tasks/', { title: 'Nap', assigned_to: [member.id, id] }),
      update: (id) => me.patch(`/api/tasks/${task}/`, { assigned_to: [id] }),
      assign: (id) => me.post(`/api/tasks/${task}/assign/`, { user_ids: [id] }),
      remove: (id) => me.post(`/api/tasks/${task}/assign/`, { user_ids: [id], mode: 'remove' }),
      join: (id) => me.post(`/api/teams/${team}/members/`, { user_id: id }),
      filter: (id) => me.get(`/api/tasks/?assigned_to=${id}`),
      filterByCreator: (id) => me.get(`/api/tasks/?created_by=${id}`),
    }

    for (const [name, request] of Object.entries(requests)) {
      const missing = await comparableResponse(request(MISSING), MISSING)
      assert.deepEqual(await comparableResponse(request(stranger.id), stranger.id), missing, name)
    }
    assert.isEmpty((await bodyOf(me.get(`/api/tasks/${task}/`))).assigned_to)
  })

  test('teammates can be assigned and added', async ({ client }) => {
    const { id: team } = await createTeam(member)
    const task = await as(client, member).post('/api/tasks/', {
      title: 'Nap',
      assigned_to: [mate.id, member.id],
    })
    task.assertStatus(201)
    const joined = await as(client, member).post(`/api/teams/${team}/members/`, {
      user_id: mate.id,
    })
    joined.assertStatus(201)
  })

  test('an assignee is named on the task and stays assigned, but is not visible elsewhere', async ({
    client,
    assert,
  }) => {
    const task = await TaskFactory.merge({ createdById: stranger.id, title: 'Nap' }).create()
    await assign(task, stranger)
    await assign(task, member)
    await Comment.create({ taskId: task.id, userId: stranger.id, body: 'Soon.' })
    const me = as(client, member)
    const path = `/api/tasks/${task.id}/`

    const shown = await bodyOf(me.get(path))
    assert.equal(shown.created_by.username, 'cleo')
    const comments = await bodyOf(me.get(`${path}comments/`))
    assert.equal(comments.results[0].user.username, 'cleo')
    const changed = await me.patch(path, {
      title: 'Long nap',
      assigned_to: [stranger.id, mate.id],
    })
    changed.assertStatus(200)
    assert.lengthOf(changed.body().assigned_to, 2)

    const hidden = await me.get(`/api/users/${stranger.id}/`)
    hidden.assertStatus(404)
  })

  test('a tag shows its creator only to those who see them', async ({ client, assert }) => {
    const { id } = await Tag.create({ name: 'garden', createdById: stranger.id })

    const foreign = await bodyOf(as(client, member).get(`/api/tags/${id}/`))
    assert.isNull(foreign.created_by)
    const { results } = await bodyOf(as(client, member).get('/api/tags/?search=garden'))
    assert.isNull(results[0].created_by)
    const own = await bodyOf(as(client, stranger).get(`/api/tags/${id}/`))
    assert.equal(own.created_by.username, 'cleo')
  })

  test('pages offer and name no invisible user', async ({ client, assert }) => {
    const { id } = await TaskFactory.merge({ createdById: member.id }).create()
    for (const path of [
      '/tasks',
      `/tasks?assigned_to=${stranger.id}`,
      `/tasks?created_by=${stranger.id}`,
      '/tasks/new',
      `/tasks/${id}`,
      `/tasks/${id}/edit`,
    ]) {
      const page = await client.get(path).loginAs(member)
      page.assertStatus(200)
      assert.notMatch(page.text(), /cleo/i, path)
    }
  })

  test('pages name assignees in the task form and in a filter', async ({ client, assert }) => {
    const task = await TaskFactory.merge({ createdById: member.id }).create()
    await assign(task, stranger)

    for (const path of [`/tasks/${task.id}/edit`, `/tasks?assigned_to=${stranger.id}`]) {
      const page = await client.get(path).loginAs(member)
      assert.include(page.text(), 'Cleopatra', path)
    }
  })

  test('the username of an invisible user counts as unknown', async ({ client, assert }) => {
    const { id } = await TaskFactory.merge({ createdById: member.id }).create()
    const type = async (name: string) => {
      const response = await client
        .post(`/tasks/${id}/assign`)
        .form({ assignee_username: name, user_ids: '' })
        .loginAs(member)
        .withCsrfToken()
        .redirects(0)
      return JSON.stringify(response.flashMessages()).replaceAll(name, '…')
    }

    assert.include(await type('cleo'), 'No user named')
    assert.equal(await type('cleo'), await type('nobody_at_all'))
    assert.notInclude(await type('BEA'), 'No user named')
  })
})
