import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import type User from '#accounts/users/models/user'
import TaskAssignment from '#tasks/assignments/models/task_assignment'
import { makeTeammates } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'
import { assign, TaskFactory } from '#database/factories/task_factory'

test.group('Flash messages after a change', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  for (const [fields, message] of [
    [{ status: 'in_progress' }, '“Water the plants”: In progress'],
    [{ priority: 'urgent' }, '“Water the plants”: Urgent priority'],
    [{ is_archived: 'true' }, 'Archived “Water the plants”'],
  ] as const) {
    test(`report ${Object.keys(fields)} and offer undo`, async ({ client, assert }) => {
      const user = await UserFactory.create()
      const task = await TaskFactory.merge({ createdById: user.id }).create()
      await task.refresh()
      const { status, priority, isArchived } = task
      const { text, undo } = await send(client, user, `/tasks/${task.id}?_method=PATCH`, fields)
      assert.equal(text, message)

      await send(client, user, `${undo.action}?_method=${undo.method}`, undo.fields)
      await task.refresh()
      assert.deepEqual(
        [task.status, task.priority, task.isArchived],
        [status, priority, isArchived]
      )
    })
  }

  test('report an assignment and offer undo', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const [ada, ben] = await UserFactory.merge([
      { firstName: 'Ada', username: 'ada_first' },
      { firstName: 'Ben', username: 'ben_second' },
    ]).createMany(2)
    await makeTeammates(user, ada, ben)
    const task = await TaskFactory.merge({ createdById: user.id }).create()
    await assign(task, ben)
    const replaceBy = (...ids: number[]) => ({ mode: 'replace', user_ids: ['', ...ids] })
    const path = `/tasks/${task.id}/assign`

    const both = await send(client, user, path, replaceBy(ada.id, ben.id))
    assert.match(both.text, /“Water the plants”: assigned to Ada.* and Ben/)
    const none = await send(client, user, path, replaceBy())
    assert.equal(none.text, '“Water the plants”: unassigned')

    for (const [{ undo }, ids] of [
      [none, [ada.id, ben.id]],
      [both, [ben.id]],
    ] as const) {
      assert.equal(undo.action, path)
      await send(client, user, undo.action, undo.fields)
      const rows = await TaskAssignment.query().where('task_id', task.id)
      assert.sameMembers(
        rows.map(({ userId }) => userId),
        [...ids]
      )
    }
  })

  test('offer no undo if nothing changed', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const task = await TaskFactory.merge({ createdById: user.id, priority: 'low' }).create()
    const same = { mode: 'replace', user_ids: '' }
    for (const notice of [
      await send(client, user, `/tasks/${task.id}?_method=PATCH`, { priority: 'low' }),
      await send(client, user, `/tasks/${task.id}/assign`, same),
    ]) {
      assert.include(notice.text, 'Water the plants')
      assert.isUndefined(notice.undo)
    }
  })
})

async function send(client: ApiClient, user: User, path: string, fields: Record<string, any>) {
  const response = await client.post(path).form(fields).withCsrfToken().loginAs(user).redirects(0)
  response.assertStatus(302)
  return response.flashMessage('notice') as any
}
