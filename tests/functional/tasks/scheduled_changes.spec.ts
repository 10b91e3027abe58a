import { test } from '@japa/runner'
import { DateTime, Settings } from 'luxon'
import testUtils from '@adonisjs/core/services/test_utils'
import Task from '#tasks/tasks/models/task'
import { userActor } from '#accounts/users/actor'
import type User from '#accounts/users/models/user'
import Comment from '#tasks/comments/models/comment'
import AuditEntry from '#core/models/audit_entry'
import TaskHistory from '#tasks/history/models/task_history'
import InboxEntry from '#events/models/inbox_entry'
import OutboxEvent from '#events/models/outbox_event'
import { processEvents } from '#tests/support/process_events'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { AddComment } from '#tasks/comments/actions/add_comment'
import { UserFactory } from '#database/factories/user_factory'
import { TaskFactory } from '#database/factories/task_factory'
import { CheckOverdueTasks } from '#tasks/tasks/actions/check_overdue_tasks'
import { CleanupArchivedTasks } from '#tasks/tasks/actions/cleanup_archived_tasks'

const NOW = DateTime.fromISO('2026-03-10T12:00:00Z')

const travel = (to: DateTime) => {
  Settings.now = () => to.toMillis()
}

test.group('Scheduled changes of tasks', (group) => {
  let user: User
  const task = (facts: Partial<Task> = {}) =>
    TaskFactory.merge({ createdById: user.id, ...facts } as never)

  group.each.setup(async () => {
    const rollback = await testUtils.db().wrapInGlobalTransaction()
    user = await UserFactory.create()
    travel(NOW)
    return async () => {
      Settings.now = () => Date.now()
      await rollback()
    }
  })

  const overdueEvents = () => OutboxEvent.query().where('name', 'task.overdue')

  test('mark a task overdue once for each due date', async ({ assert }) => {
    const late = await task({ dueDate: NOW.minus({ minutes: 1 }) }).create()
    assert.equal(await new CheckOverdueTasks().count(), 1)
    assert.equal(await new CheckOverdueTasks().handle(), 1)
    assert.equal(await new CheckOverdueTasks().handle(), 0)
    const [event] = await overdueEvents()
    assert.deepEqual([event.actorId, event.source], [null, 'overdue check'])

    await new UpdateTask().handle(userActor(user), late, { dueDate: NOW.plus({ hours: 1 }) })
    assert.equal(await new CheckOverdueTasks().handle(), 0)
    travel(NOW.plus({ hours: 2 }))
    assert.equal(await new CheckOverdueTasks().handle(), 1)
    assert.lengthOf(await overdueEvents(), 2)
  })

  test('ignore closed, archived and deleted tasks, and those not yet due', async ({ assert }) => {
    const overdue = { dueDate: NOW.minus({ days: 1 }) }
    await task(overdue).apply('done').create()
    await task(overdue).apply('archived').create()
    await task(overdue).apply('deleted').create()
    await task({ dueDate: NOW }).create()
    await task().create()

    assert.equal(await new CheckOverdueTasks().handle(), 0)
  })

  test('erase tasks archived thirty days ago and record that', async ({ assert }) => {
    const old = await (await task().apply('archived').create()).refresh()
    const subtask = await task({ parentTaskId: old.id }).create()
    await new AddComment().handle(userActor(user), old, { body: 'Goodbye' })
    await new UpdateTask().handle(userActor(user), old, { title: 'Last words' })
    travel(NOW.plus({ days: 29 }))
    const recent = await task().apply('archived').create()

    assert.equal(await new CleanupArchivedTasks().handle(), 0)
    travel(NOW.plus({ days: 31 }))
    assert.equal(await new CleanupArchivedTasks().count(), 1)
    assert.equal(await new CleanupArchivedTasks().handle(), 1)

    assert.isNull(await Task.find(old.id))
    assert.lengthOf(await Comment.query().where('taskId', old.id), 0)
    assert.lengthOf(await TaskHistory.query().where('taskId', old.id), 0)
    assert.isNotNull(await Task.find(recent.id))
    await subtask.refresh()
    assert.isNull(subtask.parentTaskId)

    const [trace] = await AuditEntry.query().where({ subjectType: 'task', subjectId: old.id })
    assert.containsSubset(trace, {
      action: 'task.erased',
      source: 'cleanup',
      details: { title: 'Last words' },
    })
  })

  test('erase their events too, except unhandled ones', async ({ assert }) => {
    const old = await (await task().apply('archived').create()).refresh()
    const other = await task().create()
    await new AddComment().handle(userActor(user), old, { body: 'Goodbye' })
    await new UpdateTask().handle(userActor(user), other, { title: 'I stay' })
    await processEvents()
    const waiting = await new AddComment().handle(userActor(user), old, {
      body: 'Not published yet',
    })
    travel(NOW.plus({ days: 31 }))

    assert.equal(await new CleanupArchivedTasks().handle(), 1)

    const left = await OutboxEvent.query().orderBy('id')
    assert.deepEqual(
      left.map(({ name, key, payload }) => [name, key, payload.comment_id]),
      [
        ['task.updated', String(other.id), undefined],
        ['task.commented', String(old.id), waiting.id],
      ]
    )
    assert.isEmpty(await InboxEntry.query().where('key', String(old.id)))
  })

  test('start counting anew for a task that was unarchived', async ({ assert }) => {
    const old = await task().apply('archived').create()
    travel(NOW.plus({ days: 20 }))
    await new UpdateTask().handle(userActor(user), old, { isArchived: false })
    await new UpdateTask().handle(userActor(user), old, { isArchived: true })
    travel(NOW.plus({ days: 40 }))

    assert.equal(await new CleanupArchivedTasks().handle(), 0)
  })
})
