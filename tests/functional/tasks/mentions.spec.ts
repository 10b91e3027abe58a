import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type Task from '#tasks/tasks/models/task'
import type User from '#accounts/users/models/user'
import { as } from '#tests/support/as_user'
import { processEvents } from '#tests/support/process_events'
import Notification from '#notifications/notifications/models/notification'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'
import { TaskFactory } from '#database/factories/task_factory'

test.group('Mentions', (group) => {
  let ada: User
  let ben: User
  let task: Task

  group.each.setup(async () => {
    const rollback = await testUtils.db().wrapInGlobalTransaction()
    ada = await UserFactory.merge({ username: 'ada' }).create()
    ben = await UserFactory.merge({ username: 'ben' }).create()
    const team = await createTeam(ada, [[ben, 'member']])
    task = await TaskFactory.merge({ createdById: ada.id, teamId: team.id }).create()
    return rollback
  })

  /** How often Ben was notified of a mention. */
  async function timesTold() {
    await processEvents()
    const told = await Notification.query().where({ userId: ben.id, kind: 'mentioned' })
    return told.length
  }

  for (const [body, times] of [
    ['Look, @Ben.', 1],
    ['_@ben_', 1],
    ['**@ben**: done', 1],
    ['~~@ben~~', 1],
    ['> @ben', 1],
    ['1. @ben', 1],
    ['## @ben', 1],
    ['| a |\n| - |\n| @ben |', 1],
    ['[@ben](https://example.org)', 1],
    ['`@ben`', 0],
    ['``a ` @ben``', 0],
    ['```\n@ben\n```', 0],
    ['~~~ts\n@ben\n~~~', 0],
    ['So:\n\n    @ben', 0],
    ['https://example.org/@ben', 0],
    ['[a](https://example.org/@ben "@ben")', 0],
    ['[a]\n\n[a]: /x/@ben', 0],
    ['me@ben', 0],
  ] as const) {
    test(`in ${JSON.stringify(body)} notify ${times ? 'the named user' : 'nobody'}`, async ({
      client,
      assert,
    }) => {
      const response = await as(client, ada).post(`/api/tasks/${task.id}/comments/`, { body })
      response.assertStatus(201)
      assert.equal(await timesTold(), times)
    })
  }

  test('added by an edit notify only new users, and once', async ({ client, assert }) => {
    const carl = await UserFactory.apply('admin').merge({ username: 'carl' }).create()
    const posted = await as(client, ada).post(`/api/tasks/${task.id}/comments/`, { body: '@carl?' })
    await processEvents()
    await Notification.query().where('userId', ben.id).delete()
    const edit = (body: string) =>
      as(client, ada).patch(`/api/tasks/${task.id}/comments/${posted.body().id}/`, { body })

    await edit('`@ben`, @carl?')
    assert.equal(await timesTold(), 0)
    for (const body of ['@ben and @carl?', '@carl!', '@carl, @ben!', '@ben']) await edit(body)
    assert.equal(await timesTold(), 1)
    const told = await Notification.query().where({ userId: carl.id })
    assert.lengthOf(told, 1)
  })

  test("link to the user's tasks if the reader may know the user", async ({ client }) => {
    const link = await client.get('/people/BEN').loginAs(ada).redirects(0)
    link.assertHeader('location', `/tasks?assigned_to=${ben.id}`)
    const stranger = await UserFactory.create()
    const unseen = await client.get('/people/ben').loginAs(stranger)
    unseen.assertStatus(404)
    const nobody = await client.get('/people/nobody-here').loginAs(ada)
    nobody.assertStatus(404)
  })
})
