import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import Tag from '#tasks/tags/models/tag'
import Task from '#tasks/tasks/models/task'
import type User from '#accounts/users/models/user'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'

test.group('Quick add in a filtered list', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('sets each field with a single filter value, and says so', async ({ client, assert }) => {
    const [user, other] = await UserFactory.createMany(2)
    const team = await createTeam(user, [[other, 'member']])
    const tag = await Tag.create({ name: '2030', createdById: user.id })
    const query = `status=in_progress&priority=urgent&team=${team.id}&tags=${tag.id}&assigned_to=${other.id}`

    const page = await list(client, user, query)
    for (const text of [
      'Status: In progress',
      'Priority: Urgent',
      `Team: ${team.name}`,
      'Tag: 2030',
      `Assignee: ${other.displayName}`,
    ]) {
      assert.include(page.hint, text)
    }
    const task = await add(client, user, page.fields)
    assert.deepEqual([task.status, task.priority, task.teamId], ['in_progress', 'urgent', team.id])
    assert.deepEqual(
      task.tags.map(({ id }) => id),
      [tag.id]
    )
    assert.deepEqual(
      task.assignments.map(({ userId }) => userId),
      [other.id]
    )
  })

  test('assigns the user if the list filters by their id, like a mention link', async ({
    client,
    assert,
  }) => {
    const user = await UserFactory.create()
    const { fields, hint } = await list(client, user, `assigned_to=${user.id}`)
    assert.include(hint, 'Assignee: Me')

    const task = await add(client, user, fields)
    assert.equal(task.assignments[0].userId, user.id)
    const page = await client.get(`/tasks?assigned_to=${user.id}`).loginAs(user)
    assert.match(page.text(), /<h1[^>]*>My tasks/)
    assert.include(page.text(), 'Assignee: Me')
    assert.match(page.text(), /name="assigned_to"\s+value="me"\s+checked/)
  })

  test('sets tags by name, and "me" as an assignee', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await Tag.create({ name: 'garden', createdById: user.id })
    const { fields, hint } = await list(client, user, 'tags=garden&assigned_to=me')
    assert.include(hint, 'Tag: garden')
    assert.include(hint, 'Assignee: Me')

    const task = await add(client, user, fields)
    assert.equal(task.tags[0].name, 'garden')
    assert.equal(task.assignments[0].userId, user.id)
  })

  for (const query of [
    '',
    'status=todo,in_progress',
    'status=todo&status=done&priority=low,high',
    'assigned_to=none&team=none',
    'overdue=true&search=water',
    'tags=no-such-tag',
  ]) {
    test(`sets nothing from ?${query}`, async ({ client, assert }) => {
      const user = await UserFactory.create()
      assert.deepEqual(await list(client, user, query), { fields: {}, hint: '' })
    })
  }

  test('uses no team in which the user is a viewer', async ({ client, assert }) => {
    const [lead, viewer] = await UserFactory.createMany(2)
    const team = await createTeam(lead, [[viewer, 'viewer']])
    const { fields } = await list(client, viewer, `team=${team.id}&status=blocked`)
    assert.deepEqual(fields, { status: 'blocked' })
  })
})

/** The hidden fields of the quick add form, and its hint. */
async function list(client: ApiClient, user: User, query: string) {
  const response = await client.get(`/tasks?${query}`).loginAs(user)
  response.assertStatus(200)
  const [, form] = /class="quick-add"\s*>(.*?)<\/form>/s.exec(response.text())!
  const hidden = [...form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)]
  const [, hint = ''] = /id="presets">(.*?)<\/p>/s.exec(form) ?? []
  return {
    fields: Object.fromEntries(hidden.map(([, name, value]) => [name, value])),
    hint: hint.replace(/<[^>]+>/g, ' '),
  }
}

async function add(client: ApiClient, user: User, fields: Record<string, string>) {
  const response = await client
    .post('/tasks?then=back')
    .form({ title: 'Water the plants', ...fields })
    .withCsrfToken()
    .loginAs(user)
    .redirects(0)
  response.assertStatus(302)
  return Task.query()
    .where('title', 'Water the plants')
    .preload('tags')
    .preload('assignments')
    .firstOrFail()
}
