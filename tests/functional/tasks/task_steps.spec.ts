import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import Task from '#tasks/tasks/models/task'
import TaskHistory from '#tasks/history/models/task_history'
import OutboxEvent from '#events/models/outbox_event'
import { as, bodyOf } from '#tests/support/as_user'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import type { TaskInput } from '#tasks/tasks/task_fields'
import { addTaskStep, type Phase, type Step } from '#tasks/changes/task_steps'
import { TaskFactory } from '#database/factories/task_factory'
import { userActor } from '#accounts/users/actor'
import { UserFactory } from '#database/factories/user_factory'

const NO_ID = 999_999_999

test.group('Task step of another domain', (group) => {
  let removals: (() => void)[] = []
  const add = (phase: Phase, step: Step) => removals.push(addTaskStep(phase, step))

  group.each.setup(() => testUtils.db().truncate())
  group.each.teardown(() => {
    for (const remove of removals) remove()
    removals = []
  })

  test('runs in every change of a task, in the order of the phases', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const seen: string[] = []
    for (const phase of ['record', 'derive', 'apply', 'guard', 'lock'] as const) {
      add(phase, ({ action }) => seen.push(`${action}: ${phase}`))
    }
    const { id } = await bodyOf(as(client, user).post('/api/tasks/', { title: 'Mow' }))
    await as(client, user).patch(`/api/tasks/${id}/`, { title: 'Mow the lawn' })
    await as(client, user).post(`/api/tasks/${id}/assign/`, { user_ids: [user.id] })
    await as(client, user).delete(`/api/tasks/${id}/`)
    await as(client, user).post(`/api/tasks/${id}/restore/`)

    const phases = ['lock', 'guard', 'apply', 'derive', 'record']
    assert.deepEqual(
      seen,
      ['created', 'updated', 'updated', 'deleted', 'restored'].flatMap((action) =>
        phases.map((phase) => `${action}: ${phase}`)
      )
    )
  })

  test('reports its faults together with all others', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const task = await TaskFactory.merge({ createdById: user.id }).create()
    add('guard', ({ before, input, faults }) => {
      const message = `from ${before.status} to ${input.status}`
      faults.add({ field: 'status', code: 'refused', message })
    })
    const { errors } = await bodyOf(
      as(client, user).patch(`/api/tasks/${task.id}/`, {
        status: 'done',
        tags: [NO_ID],
        assigned_to: [NO_ID],
        parent_task: NO_ID,
        team: NO_ID,
      })
    )

    assert.deepEqual(
      errors.map(({ field, code }: any) => `${field}: ${code}`),
      [
        'tags: not_found',
        'assigned_to: not_found',
        'parent_task: not_found',
        'team: not_found',
        'status: refused',
      ]
    )
    assert.equal(errors.at(-1).message, 'from todo to done')
  })

  test('derives a change, which is saved and recorded like any other', async ({
    client,
    assert,
  }) => {
    const user = await UserFactory.create()
    const task = await TaskFactory.merge({ createdById: user.id }).create()
    add('derive', ({ task: changed }) => {
      if (changed.status === 'blocked') changed.priority = 'urgent'
    })
    const body = await bodyOf(
      as(client, user).patch(`/api/tasks/${task.id}/`, { status: 'blocked' })
    )
    const entries = await TaskHistory.query().where('task_id', task.id).orderBy('id')

    assert.equal(body.priority, 'urgent')
    assert.deepEqual(
      entries.map(({ field, old, new: value }) => [field, old, value]),
      [
        ['status', 'todo', 'blocked'],
        ['priority', 'medium', 'urgent'],
      ]
    )
  })

  test('rolls everything back if recording fails', async ({ assert }) => {
    const user = await UserFactory.create()
    const task = await TaskFactory.merge({ createdById: user.id }).create()
    const recorded: unknown[] = []
    add('record', ({ changes }) => {
      recorded.push(...changes)
      throw new Error('The step fails')
    })
    const update = (input: Partial<TaskInput>) =>
      new UpdateTask().handle(userActor(user), task, input)

    await update({ title: task.title })
    assert.isEmpty(recorded)
    await assert.rejects(() => update({ title: 'Mow', tags: ['a'] }), 'The step fails')
    assert.sameMembers(
      recorded.map((change: any) => change.field),
      ['title', 'tags']
    )
    assert.equal((await Task.findOrFail(task.id)).title, task.title)
    assert.isEmpty(await TaskHistory.all())
    assert.isEmpty(await OutboxEvent.all())
  })
})
