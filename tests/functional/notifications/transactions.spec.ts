import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { randomUUID } from 'node:crypto'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#accounts/users/models/user'
import type Task from '#tasks/tasks/models/task'
import type { Transaction } from '#core/database/transaction'
import { MailAddress } from '#notifications/deliveries/actions/mail_address'
import { ResendDelivery } from '#notifications/deliveries/actions/resend_delivery'
import { SweepDeliveries } from '#notifications/deliveries/actions/sweep_deliveries'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'
import { MarkAllRead } from '#notifications/notifications/actions/mark_all_read'
import { Notify } from '#notifications/notifications/actions/notify'
import { NotifyDueSoon } from '#notifications/notifications/actions/notify_due_soon'
import { SendTaskNotification } from '#notifications/notifications/actions/send_task_notification'
import Notification from '#notifications/notifications/models/notification'
import { ChangePreferences } from '#notifications/preferences/actions/change_preferences'
import { MuteMails } from '#notifications/preferences/actions/mute_mails'
import { GenerateDailySummary } from '#notifications/summaries/actions/generate_daily_summary'
import { travelTo } from '#tests/support/clock'
import { resetThrottles } from '#tests/support/throttles'
import { actionsOf, assertCommits, assertRollsBack } from '#tests/support/rolled_back'
import { UserFactory } from '#database/factories/user_factory'
import { assign, TaskFactory } from '#database/factories/task_factory'

interface World {
  user: User
  task: Task
  notification: Notification
  delivery: NotificationDelivery
}

/** A mail that was sent can't be rolled back. */
const OWN_TRANSACTION = ['DeliverMail']

/** How to call each action in an outer transaction. */
const ATTEMPTS: Record<string, (records: World, trx: Transaction) => Promise<unknown>> = {
  'MailAddress': ({ user: { id, email } }, trx) =>
    new MailAddress().handle({ recipient: email, purpose: 'confirmation', userId: id }, trx),
  'ResendDelivery': ({ delivery }, trx) => new ResendDelivery().handle(delivery.id, trx),
  'SweepDeliveries of what the transaction made due': async ({ delivery }, trx) => {
    await NotificationDelivery.query({ client: trx })
      .where('id', delivery.id)
      .update({ status: 'queued', nextAttemptAt: DateTime.utc() })
    return new SweepDeliveries().handle(trx)
  },
  'MarkAllRead': ({ user }, trx) => new MarkAllRead().handle(user, undefined, trx),
  'Notification.mark': ({ notification }, trx) => notification.useTransaction(trx).mark(true),
  'Notify': ({ user, task }, trx) =>
    new Notify().handle(
      { userId: user.id, kind: 'overdue', cause: 'test', taskId: task.id, actorId: null },
      trx
    ),
  'NotifyDueSoon': (_, trx) => new NotifyDueSoon().handle(trx),
  'SendTaskNotification': ({ task }, trx) =>
    new SendTaskNotification().handle({ taskId: task.id, kind: 'overdue' }, trx),
  'ChangePreferences': ({ user }, trx) =>
    new ChangePreferences().handle(user, { dueSoonHours: 3 }, trx),
  'MuteMails': ({ user }, trx) => new MuteMails().handle(user.id, ['overdue'], trx),
  'GenerateDailySummary': (_, trx) => new GenerateDailySummary().handle(trx),
}

const DISPATCHING = [
  'MailAddress',
  'ResendDelivery',
  'SweepDeliveries of what the transaction made due',
  'Notify',
  'NotifyDueSoon',
  'SendTaskNotification',
  'GenerateDailySummary',
]

async function createRecords(): Promise<World> {
  travelTo('2026-06-10T12:00:00Z')
  const user = await UserFactory.create()
  const dueDate = DateTime.utc().plus({ hours: 2 })
  const task = await TaskFactory.merge({ createdById: user.id, dueDate }).create()
  await assign(task, user)

  const about = { userId: user.id, taskId: task.id }
  return {
    user,
    task,
    notification: await Notification.create({
      ...about,
      kind: 'assigned',
      cause: randomUUID(),
      payload: {},
      inApp: true,
    }),
    delivery: await NotificationDelivery.create({
      ...about,
      status: 'failed',
      attempts: 1,
      messageId: randomUUID(),
    }),
  }
}

test.group('Outer transaction', (group) => {
  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(() => resetThrottles('queue:*'))

  test('that is rolled back leaves nothing of {$self}')
    .with(Object.keys(ATTEMPTS))
    .run(async ({ assert }, name) => {
      const records = await createRecords()
      await assertRollsBack(assert, (trx) => ATTEMPTS[name](records, trx))
    })

  test('that commits dispatches the jobs of {$self}')
    .with(DISPATCHING)
    .run(async ({ assert }, name) => {
      const records = await createRecords()
      const { jobs } = await assertCommits(assert, (trx) => ATTEMPTS[name](records, trx))
      assert.equal(jobs, 1)
    })

  test('is tested with every action', ({ assert }) => {
    const tried = Object.keys(ATTEMPTS).map((name) => name.split(' ')[0])
    const actions = tried.filter((name) => !name.includes('.'))
    assert.sameMembers([...new Set(actions), ...OWN_TRANSACTION], actionsOf('notifications'))
  })
})
