import { test } from '@japa/runner'
import { Bouncer } from '@adonisjs/bouncer'
import testUtils from '@adonisjs/core/services/test_utils'
import TaskPolicy from '#tasks/tasks/policies/task_policy'
import { findChangedTask } from '#tasks/tasks/queries/find_task'
import { findChangeable } from '#tasks/tasks/queries/find_changeable'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'
import { assign, TaskFactory } from '#database/factories/task_factory'
import { userActor } from '#accounts/users/actor'

test.group('Editable tasks of a page', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('agree with the policy', async ({ assert }) => {
    const [lead, member, assignee, outsider] = await UserFactory.createMany(4)
    const onlooker = await UserFactory.create()
    const viewer = await UserFactory.apply('viewer').create()
    const manager = await UserFactory.apply('manager').create()
    const admin = await UserFactory.apply('admin').create()
    const team = await createTeam(lead, [
      [member, 'member'],
      [onlooker, 'viewer'],
      [viewer, 'member'],
    ])
    const ofTeam = await TaskFactory.merge({ createdById: lead.id, teamId: team.id }).create()
    const assigned = await TaskFactory.merge({ createdById: member.id }).create()
    const own = await TaskFactory.merge({ createdById: outsider.id }).create()
    for (const user of [assignee, viewer]) await assign(assigned, user)

    const tasks = [ofTeam, assigned, own]
    for (const task of tasks) await task.refresh()
    const documents = await Promise.all(tasks.map((task) => findChangedTask(task)))
    const changeable: Record<string, number> = {}
    for (const user of [lead, member, assignee, outsider, onlooker, viewer, manager, admin]) {
      const found = await findChangeable(userActor(user), documents)
      const policy = new Bouncer(user).with(TaskPolicy)
      for (const task of tasks) {
        assert.equal(found.has(task.id), await policy.allows('update', task), user.username)
      }
      changeable[user.username] = found.size
    }
    assert.deepEqual(Object.values(changeable), [1, 2, 1, 1, 0, 0, 3, 3])
  })
})
