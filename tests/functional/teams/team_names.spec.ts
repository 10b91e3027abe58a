import { test } from '@japa/runner'
import type { ApiResponse } from '@japa/api-client'
import testUtils from '@adonisjs/core/services/test_utils'
import type Team from '#teams/teams/models/team'
import type User from '#accounts/users/models/user'
import { as, bodyOf, statusOf } from '#tests/support/as_user'
import { TaskFactory } from '#database/factories/task_factory'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'

const MISSING = 999_999_999

/** Managers create teams, so they could probe for names by creating one. */
test.group('Invisible teams', (group) => {
  let manager: User
  let foreign: Team
  let own: Team

  group.each.setup(async () => {
    const rollback = await testUtils.db().wrapInGlobalTransaction()
    manager = await UserFactory.apply('manager').create()
    own = await createTeam(manager)
    foreign = await createTeam(await UserFactory.create())
    await foreign.merge({ name: 'Project Manhattan' }).save()
    return rollback
  })

  test('do not reserve their names', async ({ client, assert }) => {
    const me = as(client, manager)
    for (const name of [foreign.name, foreign.name.toUpperCase()]) {
      assert.equal(await statusOf(me.patch(`/api/teams/${own.id}/`, { name })), 200)
      assert.equal(await statusOf(me.put(`/api/teams/${own.id}/`, { name })), 200)
    }
    const { id } = await bodyOf(me.post('/api/teams/', { name: 'Another' }))
    assert.equal(await statusOf(me.patch(`/api/teams/${id}/`, { name: foreign.name })), 422)

    await own.merge({ name: 'Own' }).save()
    assert.equal(await statusOf(me.post('/api/teams/', { name: foreign.name })), 201)
    const again = await me.post('/api/teams/', { name: foreign.name })
    again.assertStatus(422)
    again.assertBodyContains({ errors: [{ field: 'name', code: 'unique' }] })
  })

  test('reserve their names for admins, who see them', async ({ client }) => {
    const admin = await UserFactory.apply('admin').create()
    const response = await as(client, admin).post('/api/teams/', { name: 'project manhattan' })

    response.assertStatus(422)
    response.assertBodyContains({ errors: [{ field: 'name', code: 'unique' }] })
  })

  test('are answered like teams that do not exist', async ({ client, assert }) => {
    const me = as(client, manager)
    const { id: task } = await TaskFactory.merge({ createdById: manager.id }).create()
    const template = await bodyOf(
      me.post('/api/task-templates/', { name: 'Release', title: 'Release' })
    )
    const requests: Record<string, (id: number) => PromiseLike<ApiResponse>> = {
      show: (id) => me.get(`/api/teams/${id}/`),
      change: (id) => me.patch(`/api/teams/${id}/`, { name: foreign.name }),
      delete: (id) => me.delete(`/api/teams/${id}/`),
      members: (id) => me.get(`/api/teams/${id}/members/`),
      join: (id) => me.post(`/api/teams/${id}/members/`, { user_id: manager.id }),
      users: (id) => me.get(`/api/users/?team=${id}`),
      tasks: (id) => me.get(`/api/tasks/?team=${id}`),
      templates: (id) => me.get(`/api/task-templates/?team=${id}`),
      createTask: (id) => me.post('/api/tasks/', { title: 'Nap', team: id }),
      moveTask: (id) => me.patch(`/api/tasks/${task}/`, { team: id }),
      template: (id) => me.post('/api/task-templates/', { name: 'A', title: 'A', team: id }),
      moveTemplate: (id) => me.patch(`/api/task-templates/${template.id}/`, { team: id }),
    }

    for (const [name, request] of Object.entries(requests)) {
      const said = async (id: number) => {
        const response = await request(id)
        return [response.status(), response.text().replaceAll(String(id), '…')]
      }
      assert.deepEqual(await said(foreign.id), await said(MISSING), name)
    }
  })

  test('are not named on any page', async ({ client, assert }) => {
    const { id } = await TaskFactory.merge({ createdById: manager.id }).create()
    for (const path of [`/tasks?team=${foreign.id}`, '/tasks/new', `/tasks/${id}/edit`]) {
      const page = await client.get(path).loginAs(manager)
      page.assertStatus(200)
      assert.notInclude(page.text(), 'Manhattan', path)
    }
  })
})
