import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import Tag from '#tasks/tags/models/tag'
import Task from '#tasks/tasks/models/task'
import { userActor } from '#accounts/users/actor'
import type User from '#accounts/users/models/user'
import { MAX_CHOICES } from '#tasks/tasks/pages/choices'
import { DeleteTask } from '#tasks/tasks/actions/delete_task'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { UserFactory } from '#database/factories/user_factory'
import { assign, TaskFactory } from '#database/factories/task_factory'
import { createTeam, TeamFactory } from '#database/factories/team_factory'

const HIDDEN = 'Another team'

test.group('Task pages', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('name no invisible team', async ({ client, assert }) => {
    const [lead, assignee] = await UserFactory.createMany(2)
    const team = await createTeam(lead)
    const task = await TaskFactory.merge({ createdById: lead.id, teamId: team.id }).create()
    await assign(task, assignee)

    for (const path of [`/tasks/${task.id}`, `/tasks/${task.id}/edit`]) {
      const page = await read(client, assignee, path)
      assert.include(page, HIDDEN, path)
      assert.notInclude(page, team.name, path)
    }
    const page = await read(client, assignee, `/tasks/new?parent_task=${task.id}`)
    assert.notInclude(page, team.name)
  })

  test('offer the form despite an invalid parent in the URL', async ({ client }) => {
    const user = await UserFactory.create()
    for (const id of ['99999999999999999999', '1e400', '1.5', '-1', 'x', '']) {
      const page = await client.get(`/tasks/new?parent_task=${id}`).loginAs(user)
      page.assertStatus(200)
    }
    const missing = await client.get('/tasks/new?parent_task=9007199254740991').loginAs(user)
    missing.assertStatus(404)
  })

  test('show the input if the task is gone', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const task = await TaskFactory.merge({ createdById: user.id }).create()
    await new DeleteTask().handle(userActor(user), task)

    const write = (site: string) =>
      client
        .post(`/tasks/${task.id}/comments`)
        .loginAs(user)
        .withCsrfToken()
        .header('Sec-Fetch-Site', site)
        .form({ body: 'A long <b>thought</b>' })
    const refused = await write('same-origin')
    refused.assertStatus(404)
    assert.match(refused.text(), /<textarea[^>]*>\nA long &lt;b&gt;thought/)
    const foreign = await write('cross-site')
    assert.notInclude(foreign.text(), 'thought')
  })

  test('keep an invisible team when other fields change', async ({ client, assert }) => {
    const [lead, assignee] = await UserFactory.createMany(2)
    const team = await createTeam(lead)
    const task = await TaskFactory.merge({ createdById: lead.id, teamId: team.id }).create()
    await assign(task, assignee)

    const page = await read(client, assignee, `/tasks/${task.id}/edit`)
    assert.match(page, new RegExp(`<option[^>]+value="${team.id}"\\s+selected>\\s+${HIDDEN}`))
    const response = await send(client, assignee, 'patch', `/tasks/${task.id}`, {
      title: 'Water the lawn',
      team: team.id,
    })
    response.assertStatus(302)
    await task.refresh()
    assert.include(task, { title: 'Water the lawn', teamId: team.id })
  })

  test('do not name an invisible team whose id is submitted by an outdated form', async ({
    client,
    assert,
  }) => {
    const [lead, outsider] = await UserFactory.createMany(2)
    const team = await createTeam(lead)
    const task = await TaskFactory.merge({ createdById: outsider.id }).create()
    await new UpdateTask().handle(userActor(outsider), task, { title: 'Water the roses' })

    const response = await send(client, outsider, 'patch', `/tasks/${task.id}`, {
      version: 1,
      title: 'Water the lawn',
      team: team.id,
    })
    response.assertStatus(409)
    assert.include(response.text(), 'Water the roses')
    assert.notInclude(response.text(), team.name)
  })

  test('name the current team, however many there are', async ({ client, assert }) => {
    const admin = await UserFactory.apply('admin').create()
    await TeamFactory.merge({ createdById: admin.id }).createMany(MAX_CHOICES)
    const last = await TeamFactory.merge({ name: 'Zebras', createdById: admin.id }).create()
    const task = await TaskFactory.merge({ createdById: admin.id, teamId: last.id }).create()

    assert.include(await read(client, admin, `/tasks/${task.id}`), 'Zebras')
    const form = await read(client, admin, `/tasks/${task.id}/edit`)
    assert.match(form, new RegExp(`<option[^>]+value="${last.id}"\\s+selected>\\s+Zebras`))
    assert.include(await read(client, admin, `/tasks?team=${last.id}`), 'Team: Zebras')
  })

  test('create no tag for a refused form', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const task = await TaskFactory.merge({ createdById: user.id }).create()
    const numbers = Array.from({ length: 60 }, (_, index) => 7_000_000 + index)
    const refused = [
      { title: 'Water the plants', tags: numbers.join(',') },
      { title: 'Water the plants', tags: '7000000', parent_task: 999_999_999 },
      { title: '', tags: '7000000, 7000001' },
    ]

    for (const form of refused) {
      await send(client, user, 'post', '/tasks', form)
      await send(client, user, 'patch', `/tasks/${task.id}`, form)
    }
    assert.isEmpty(await Tag.query().where('name', 'like', '70000%'))
    assert.lengthOf(await Task.query().where('created_by_id', user.id), 1)
  })

  test('treat digits among the tags as a name', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const other = await Tag.create({ name: 'garden', createdById: user.id })
    await send(client, user, 'post', '/tasks', { title: 'Water', tags: `lawn, ${other.id}` })

    const task = await Task.query().where('created_by_id', user.id).preload('tags').firstOrFail()
    assert.sameMembers(
      task.tags.map(({ name }) => name),
      ['lawn', String(other.id)]
    )
  })

  test('let everybody who may change a task add subtasks, also outside its team', async ({
    client,
    assert,
  }) => {
    const [lead, onlooker, outsider] = await UserFactory.createMany(3)
    const team = await createTeam(lead, [[onlooker, 'viewer']])
    const task = await TaskFactory.merge({ createdById: lead.id, teamId: team.id }).create()
    await assign(task, onlooker)
    await assign(task, outsider)

    const places = [`/tasks/${task.id}`, `/tasks/new?parent_task=${task.id}`]
    for (const user of [onlooker, outsider]) {
      for (const place of places) assert.isNull(formTeamOf(await read(client, user, place)), place)
    }
    for (const place of places) {
      assert.equal(formTeamOf(await read(client, lead, place)), String(team.id), place)
    }
  })

  test('add tasks to the team of a list only for users who work in it', async ({
    client,
    assert,
  }) => {
    const [lead, onlooker] = await UserFactory.createMany(2)
    const team = await createTeam(lead, [[onlooker, 'viewer']])

    const list = `/tasks?team=${team.id}`
    assert.equal(formTeamOf(await read(client, lead, list)), String(team.id))
    assert.isNull(formTeamOf(await read(client, onlooker, list)))
  })
})

async function read(client: ApiClient, user: User, path: string) {
  const response = await client.get(path).loginAs(user)
  response.assertStatus(200)
  return response.text()
}

function send(
  client: ApiClient,
  user: User,
  method: 'post' | 'patch',
  path: string,
  fields: Record<string, string | number | undefined>
) {
  return client[method](path).form(fields).withCsrfToken().loginAs(user).redirects(0)
}

/** The team of a new task on this page, from a hidden field or the selection. */
function formTeamOf(page: string): string | null {
  const [, hidden] = /name="team" value="(\d+)"/.exec(page) ?? []
  const [, menu = ''] = /<select[^>]+name="team"[^>]*>(.*?)<\/select>/s.exec(page) ?? []
  const [, chosen] = /value="(\d+)"\s+selected/.exec(menu) ?? []
  return hidden ?? chosen ?? null
}
