import { DateTime } from 'luxon'
import { randomUUID } from 'node:crypto'
import { afterCommit, type Transaction } from '#core/database/transaction'
import { notificationWindowSeconds } from '#config/mail'
import User from '#accounts/users/models/user'
import type { Kind } from '#notifications/kinds'
import Notification, { type Facts } from '#notifications/notifications/models/notification'
import DeliverMailJob from '#notifications/deliveries/jobs/deliver_mail_job'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'
import NotificationPreference from '#notifications/preferences/models/notification_preference'

export interface NotificationRequest {
  userId: number
  kind: Kind

  /** Idempotency key per user. */
  cause: string
  taskId: number | null
  actorId: number | null
  facts?: Facts
}

/** Notifications of one task within a short time share a mail. */
export class Notify {
  /** False when the user doesn't want it or was notified before. */
  async handle(
    { userId, kind, facts, ...request }: NotificationRequest,
    trx: Transaction
  ): Promise<boolean> {
    const preference = await NotificationPreference.of(userId, trx)
    if (preference.channelsFor(kind).length === 0) return false

    const [notification] = await Notification.fetchOrNewUpMany(
      ['userId', 'cause'],
      [
        {
          ...request,
          userId,
          kind,
          payload: { ...facts, ...forPreviousRelease(request.taskId) },
          inApp: preference.wants(kind, 'in_app'),
        },
      ],
      { client: trx }
    )
    if (notification.$isPersisted) return false

    const delivery =
      preference.wants(kind, 'mail') && (await hasConfirmed(userId, trx))
        ? await this.#delivery(userId, request.taskId, trx)
        : null
    await notification.merge({ deliveryId: delivery?.id ?? null }).save()
    if (delivery) afterCommit(trx, () => DeliverMailJob.dispatchFor([delivery]))
    return true
  }

  async #delivery(userId: number, taskId: number | null, trx: Transaction) {
    const now = DateTime.utc()
    const open =
      taskId &&
      (await NotificationDelivery.query({ client: trx })
        .where({ userId, taskId, status: 'queued', attempts: 0 })
        .where('nextAttemptAt', '>', now.toISO())
        .forUpdate()
        .first())

    return (
      open ||
      NotificationDelivery.create(
        {
          userId,
          taskId,
          status: 'queued',
          attempts: 0,
          messageId: randomUUID(),
          nextAttemptAt: now.plus({ seconds: notificationWindowSeconds }),
        },
        { client: trx }
      )
    )
  }
}

/** Someone else may have registered the address. */
async function hasConfirmed(userId: number, trx: Transaction): Promise<boolean> {
  const user = await User.query({ client: trx })
    .where('id', userId)
    .whereNotNull('email_verified_at')
    .first()
  return user !== null
}

/** The previous release requires a title; it may still be running during an upgrade. */
function forPreviousRelease(taskId: number | null) {
  return taskId && { task: { id: taskId, title: `Task #${taskId}` } }
}
