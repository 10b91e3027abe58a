import { test } from '@japa/runner'
import type { ApiResponse } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { userActor } from '#accounts/users/actor'
import type User from '#accounts/users/models/user'
import Task from '#tasks/tasks/models/task'
import { findAssignees } from '#tasks/assignments/queries/find_assignees'
import { waitForLock } from '#tests/support/wait_for_lock'
import { as, statusOf } from '#tests/support/as_user'
import { makeTeammates, createTeam } from '#database/factories/team_factory'
import { assign, TaskFactory } from '#database/factories/task_factory'
import { UserFactory } from '#database/factories/user_factory'

/** The response to a request made while an account is being disabled. */
async function whileDisabling(user: User, request: () => PromiseLike<ApiResponse>) {
  const users = () => db.from('users').where('id', user.id)
  let answer: PromiseLike<ApiResponse>
  await db.transaction(async (trx) => {
    await users().useTransaction(trx).forUpdate()
    await users().useTransaction(trx).update({ is_active: false })
    answer = Promise.resolve(request())
    await waitForLock()
  })
  return answer!
}

test.group('User who is disabled concurrently', (group) => {
  group.each.setup(() => testUtils.db().truncate())

  test('gets no new task or team', async ({ client, assert }) => {
    const lead = await UserFactory.create()
    const team = await createTeam(lead)
    const task = await TaskFactory.merge({ createdById: lead.id }).create()
    const requests = {
      assigned_to: (id: number) =>
        as(client, lead).post('/api/tasks/', { title: 'Nap', assigned_to: [id] }),
      user_ids: (id: number) =>
        as(client, lead).post(`/api/tasks/${task.id}/assign/`, { user_ids: [id] }),
      user_id: (id: number) =>
        as(client, lead).post(`/api/teams/${team.id}/members/`, { user_id: id }),
    }

    for (const [field, request] of Object.entries(requests)) {
      const user = await UserFactory.create()
      await makeTeammates(lead, user)
      const response = await whileDisabling(user, () => request(user.id))
      assert.equal(response.status(), 422, field)
      response.assertBodyContains({ errors: [{ field, code: 'not_found' }] })
    }
    assert.isEmpty(await db.from('task_assignments'))
  })

  test("is disabled after an admin's concurrent assignment", async ({ client, assert }) => {
    const user = await UserFactory.create()
    const admin = await UserFactory.apply('admin').create()
    const order: string[] = []

    const disable = async () => {
      const request = as(client, admin).patch(`/api/users/${user.id}`, { is_active: false })
      order.push(`disabled: ${await statusOf(request)}`)
    }

    let disabling: Promise<void>
    await db.transaction(async (trx) => {
      await findAssignees(userActor(admin), [user.id], 'assigned_to', trx)
      disabling = disable()
      await waitForLock()
      await Task.create({ title: 'Nap', createdById: admin.id }, { client: trx })
      order.push('given')
    })
    await disabling!

    assert.deepEqual(order, ['given', 'disabled: 200'])
  })
})

test.group('User who is unassigned concurrently', (group) => {
  group.each.setup(() => testUtils.db().truncate())

  test("can't change the task and does not see its data", async ({ client, assert }) => {
    const [creator, assignee] = await UserFactory.createMany(2)
    const task = await TaskFactory.merge({ createdById: creator.id, title: 'Nap' }).create()
    await assign(task, assignee)
    let answer: Promise<ApiResponse>
    await db.transaction(async (trx) => {
      const locked = await Task.lock(task.id, trx)
      answer = Promise.resolve(
        as(client, assignee).patch(`/api/tasks/${task.id}/`, { priority: 'low' })
      )
      await waitForLock()
      await trx.from('task_assignments').where('task_id', task.id).delete()
      await locked.merge({ title: 'A secret', priority: 'urgent' }).save()
    })

    const response = await answer!
    response.assertStatus(404)
    assert.notInclude(response.text(), 'secret')
    await task.refresh()
    assert.equal(task.priority, 'urgent')
  })
})
