import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#accounts/users/models/user'
import type Task from '#tasks/tasks/models/task'
import { travelTo } from '#tests/support/clock'
import { UserFactory } from '#database/factories/user_factory'
import { assign, TaskFactory } from '#database/factories/task_factory'
import Notification from '#notifications/notifications/models/notification'
import { NotifyDueSoon } from '#notifications/notifications/actions/notify_due_soon'
import NotificationPreference from '#notifications/preferences/models/notification_preference'

test.group('Due soon', (group) => {
  let ada: User
  let ben: User

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    ada = await UserFactory.create()
    ben = await UserFactory.create()
  })

  const dueAt = (instant: string, values: Partial<Task> = {}) =>
    TaskFactory.merge({
      createdById: ada.id,
      dueDate: DateTime.fromISO(instant),
      ...values,
    }).create()

  const notifiedAt = async (instant: string) => {
    travelTo(instant)
    await Notification.query().update({ readAt: DateTime.utc() })
    await new NotifyDueSoon().handle()
    const told = await Notification.query().where('kind', 'due_soon').whereNull('readAt')
    return told.map(({ userId }) => userId).sort((a, b) => a - b)
  }

  test('notifies each assignee once, as far ahead as they chose', async ({ assert }) => {
    const task = await dueAt('2026-06-10T12:00:00Z')
    await assign(task, ada)
    await assign(task, ben)
    await NotificationPreference.create({ userId: ben.id, channels: {}, dueSoonHours: 48 })

    assert.deepEqual(await notifiedAt('2026-06-08T11:59:00Z'), [])
    assert.deepEqual(await notifiedAt('2026-06-08T12:00:00Z'), [ben.id])
    assert.deepEqual(await notifiedAt('2026-06-09T11:59:00Z'), [])
    assert.deepEqual(await notifiedAt('2026-06-09T12:00:00Z'), [ada.id])
    assert.deepEqual(await notifiedAt('2026-06-10T11:59:00Z'), [])
  })

  test('notifies again when the due date changes', async ({ assert }) => {
    const task = await dueAt('2026-06-10T12:00:00Z')
    await assign(task, ben)
    assert.deepEqual(await notifiedAt('2026-06-10T00:00:00Z'), [ben.id])

    await task.merge({ dueDate: DateTime.fromISO('2026-06-20T12:00:00Z') }).save()
    assert.deepEqual(await notifiedAt('2026-06-10T01:00:00Z'), [])
    assert.deepEqual(await notifiedAt('2026-06-20T00:00:00Z'), [ben.id])
    assert.deepEqual(await notifiedAt('2026-06-20T01:00:00Z'), [])
  })

  test('notifies the creator of an unassigned task', async ({ assert }) => {
    await dueAt('2026-06-10T12:00:00Z')
    assert.deepEqual(await notifiedAt('2026-06-10T00:00:00Z'), [ada.id])
  })

  test('ignores closed, archived, deleted and overdue tasks', async ({ assert }) => {
    await dueAt('2026-06-10T12:00:00Z', { status: 'done' })
    await dueAt('2026-06-10T12:00:00Z', { isArchived: true })
    await dueAt('2026-06-10T12:00:00Z', { deletedAt: DateTime.utc() })
    await dueAt('2026-06-09T12:00:00Z')
    assert.deepEqual(await notifiedAt('2026-06-10T00:00:00Z'), [])
  })

  test('ignores users who opted out or are disabled', async ({ assert }) => {
    const task = await dueAt('2026-06-10T12:00:00Z')
    const gone = await UserFactory.apply('disabled').create()
    await assign(task, gone)
    await assign(task, ben)
    await NotificationPreference.create({ userId: ben.id, channels: { due_soon: [] } })
    assert.deepEqual(await notifiedAt('2026-06-10T00:00:00Z'), [])
  })
})
