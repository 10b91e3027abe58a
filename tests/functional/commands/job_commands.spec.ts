import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import ace from '@adonisjs/core/services/ace'
import logger from '@adonisjs/core/services/logger'
import testUtils from '@adonisjs/core/services/test_utils'
import queue from '@rlanz/bull-queue/services/main'
import eventsConfig from '#config/events'
import type User from '#accounts/users/models/user'
import Task from '#tasks/tasks/models/task'
import OutboxEvent from '#events/models/outbox_event'
import Notification from '#notifications/notifications/models/notification'
import EventsCleanup from '#commands/events/events_cleanup'
import TasksCheckOverdue from '#commands/tasks/tasks_check_overdue'
import TasksCleanupArchived from '#commands/tasks/tasks_cleanup_archived'
import TasksSendNotification from '#commands/tasks/tasks_send_notification'
import NotificationsDailySummary from '#commands/notifications/notifications_daily_summary'
import SendTaskNotificationJob from '#notifications/notifications/jobs/send_task_notification_job'
import { ChangePreferences } from '#notifications/preferences/actions/change_preferences'
import { runCommand } from '#tests/support/run_command'
import { travelTo } from '#tests/support/clock'
import { UserFactory } from '#database/factories/user_factory'
import { assign, TaskFactory } from '#database/factories/task_factory'

test.group('Job commands', (group) => {
  let ada: User
  let ben: User

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await queue.getOrSet('default').obliterate({ force: true })
    ada = await UserFactory.create()
    ben = await UserFactory.merge({ username: 'ben' }).create()
  })

  const told = () => Notification.query().orderBy('id')
  const waiting = async () => {
    const jobs = await queue.getOrSet('default').getJobs(['waiting'])
    return jobs.map(({ name, data }) => ({ job: name.split('/').at(-1)!.split('.')[0], data }))
  }
  const run = async (...[command, args = []]: Parameters<typeof runCommand>) => {
    const { exitCode, output } = await runCommand(command, [...args, '--json'])
    return { exitCode, ...JSON.parse(output) }
  }

  test('tasks:send-notification notifies everybody the task concerns', async ({ assert }) => {
    const task = await TaskFactory.merge({ createdById: ada.id }).create()
    await assign(task, ben)
    const args = [String(task.id), 'overdue']

    const preview = await run(TasksSendNotification, [...args, '--dry-run'])
    assert.sameMembers(preview.users, [ada.id, ben.id])
    assert.isEmpty(await told())

    assert.deepEqual(await run(TasksSendNotification, args), { exitCode: 0, told: 2 })
    const notifications = await told()
    assert.deepEqual(
      notifications.map(({ kind }) => kind),
      ['overdue', 'overdue']
    )
  })

  test('tasks:send-notification dispatches a job', async ({ assert }) => {
    const { id } = await TaskFactory.merge({ createdById: ada.id }).create()
    await run(TasksSendNotification, [String(id), 'due_soon', '--queue'])

    assert.isEmpty(await told())
    const [{ job, data }] = await waiting()
    assert.equal(job, 'send_task_notification_job')
    assert.containsSubset(data, { taskId: id, kind: 'due_soon' })
  })

  test('a worker handles a dispatched notification once, and again if dispatched again', async ({
    assert,
  }) => {
    const { id } = await TaskFactory.merge({ createdById: ada.id }).create()
    const attempt = async () => {
      const [job] = await queue.getOrSet('default').getJobs(['waiting'])
      const notification = new SendTaskNotificationJob()
      notification.$injectInternal({ job, logger: logger as never })
      await notification.handle(job.data)
    }

    for (const times of [1, 2]) {
      // Simulates lost Redis data, after which the queue reuses ids.
      await queue.getOrSet('default').obliterate({ force: true })
      await run(TasksSendNotification, [String(id), 'due_soon', '--queue'])
      await attempt()
      await attempt()
      assert.lengthOf(await told(), times)
    }
  })

  test('tasks:send-notification counts only the notified users', async ({ assert }) => {
    const task = await TaskFactory.merge({ createdById: ada.id }).create()
    await assign(task, ben)
    await new ChangePreferences().handle(ben, { channels: { overdue: [] } })

    const { told: count } = await run(TasksSendNotification, [String(task.id), 'overdue'])
    assert.equal(count, 1)
    assert.lengthOf(await told(), 1)
  })

  test('tasks:send-notification refuses invalid arguments', async ({ assert }) => {
    for (const args of [
      ['999999999', 'overdue'],
      ['1', 'gossip'],
      ['1', 'daily_summary'],
      ['one', 'overdue'],
    ]) {
      const { exitCode, errors } = await runCommand(TasksSendNotification, args)
      assert.equal(exitCode, 1, args.join(' '))
      assert.isNotEmpty(errors)
    }
    assert.equal(
      (await runCommand(TasksSendNotification, ['9999', 'overdue', '--queue'])).exitCode,
      1
    )
  })

  test('notifications:daily-summary lists the recipients and sends the summary', async ({
    assert,
  }) => {
    travelTo('2026-05-05T12:00:00Z')
    const dueDate = DateTime.fromISO('2026-05-05T17:00:00Z')
    await assign(await TaskFactory.merge({ createdById: ada.id, dueDate }).create(), ben)

    const preview = await run(NotificationsDailySummary, ['--dry-run'])
    assert.deepEqual(preview.users, ['ben'])
    assert.equal((await run(NotificationsDailySummary, [])).given, 1)
    assert.equal((await run(NotificationsDailySummary, [])).given, 0)
    await run(NotificationsDailySummary, ['--queue'])
    assert.equal((await waiting())[0].job, 'generate_daily_summary_job')
  })

  test('tasks:check-overdue marks overdue tasks', async ({ assert }) => {
    const task = await TaskFactory.merge({ createdById: ada.id }).apply('overdue').create()

    assert.equal((await run(TasksCheckOverdue, ['--dry-run'])).tasks, 1)
    assert.isNull((await Task.findOrFail(task.id)).overdueAt)
    assert.equal((await run(TasksCheckOverdue, [])).marked, 1)
    assert.equal((await run(TasksCheckOverdue, [])).marked, 0)
    assert.lengthOf(await OutboxEvent.query().where('name', 'task.overdue'), 1)
    await run(TasksCheckOverdue, ['--queue'])
    assert.equal((await waiting())[0].job, 'check_overdue_tasks_job')
  })

  test('tasks:cleanup-archived erases tasks archived long ago', async ({ assert }) => {
    const old = await TaskFactory.merge({ createdById: ada.id }).apply('archived').create()
    await Task.query()
      .where('id', old.id)
      .update({ archivedAt: DateTime.utc().minus({ days: 31 }) })
    const young = await TaskFactory.merge({ createdById: ada.id }).apply('archived').create()

    assert.equal((await run(TasksCleanupArchived, ['--dry-run'])).tasks, 1)
    assert.isNotNull(await Task.find(old.id))
    assert.equal((await run(TasksCleanupArchived, [])).erased, 1)
    assert.isNull(await Task.find(old.id))
    assert.isNotNull(await Task.find(young.id))
    await run(TasksCleanupArchived, ['--queue'])
    assert.equal((await waiting())[0].job, 'cleanup_archived_tasks_job')
  })

  test('events:cleanup erases old handled events', async ({ assert }) => {
    const at = DateTime.utc().minus({ days: eventsConfig.keepDays, hours: 1 })
    await db.table('outbox').insert({
      event_id: randomUUID(),
      name: 'test.happened',
      key: '1',
      payload: {},
      occurred_at: at.toSQL(),
      published_at: at.toSQL(),
    })

    assert.deepEqual(await run(EventsCleanup, ['--dry-run']), { exitCode: 0, events: 1 })
    assert.deepEqual(await run(EventsCleanup, []), { exitCode: 0, erased: 1 })
    assert.deepEqual(await run(EventsCleanup, []), { exitCode: 0, erased: 0 })
  })

  test("each command has its job's name as an alias", async ({ assert }) => {
    await ace.boot()
    for (const [alias, command] of [
      ['send_task_notification', 'tasks:send-notification'],
      ['generate_daily_summary', 'notifications:daily-summary'],
      ['check_overdue_tasks', 'tasks:check-overdue'],
      ['cleanup_archived_tasks', 'tasks:cleanup-archived'],
    ]) {
      assert.equal(ace.getAliasCommand(alias)?.commandName, command)
    }
  })
})
