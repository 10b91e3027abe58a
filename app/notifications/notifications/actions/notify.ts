import { DateTime } from 'luxon'
import { randomUUID } from 'node:crypto'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { notificationWindowSeconds } from '#config/mail'
import User from '#accounts/users/models/user'
import type { Kind } from '#notifications/kinds'
import Notification, { type Facts } from '#notifications/notifications/models/notification'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'
import NotificationPreference from '#notifications/preferences/models/notification_preference'

export interface Message {
  userId: number
  kind: Kind

  /** What caused it. The same cause tells the same user once, however often it comes. */
  cause: string
  taskId: number | null
  actorId: number | null
  facts?: Facts
}

/** A user was told. */
export interface Told {
  /** What their mail is part of; null where they want none. */
  delivery: NotificationDelivery | null
}

/**
 * Tells a user something by the channels that they want for it, in the caller's transaction. A mail
 * is put into its delivery, which others of the same task may join for a while.
 */
export class Notify {
  /** Gives null where they want to be told nothing of it, or were told before. */
  async handle(
    { userId, kind, facts, ...message }: Message,
    trx: TransactionClientContract
  ): Promise<Told | null> {
    const preference = await NotificationPreference.of(userId, trx)
    if (preference.channelsFor(kind).length === 0) return null

    const [notification] = await Notification.fetchOrNewUpMany(
      ['userId', 'cause'],
      [
        {
          ...message,
          userId,
          kind,
          payload: { ...facts, ...forPreviousRelease(message.taskId) },
          inApp: preference.wants(kind, 'in_app'),
        },
      ],
      { client: trx }
    )
    if (notification.$isPersisted) return null

    const delivery =
      preference.wants(kind, 'mail') && (await hasConfirmed(userId, trx))
        ? await this.#delivery(userId, message.taskId, trx)
        : null
    await notification.merge({ deliveryId: delivery?.id ?? null }).save()
    return { delivery }
  }

  /** The mail about the same task that still waits for more, or a new one. */
  async #delivery(userId: number, taskId: number | null, trx: TransactionClientContract) {
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

/** Somebody else may have given their address: until they confirm it they get no such mails. */
async function hasConfirmed(userId: number, trx: TransactionClientContract): Promise<boolean> {
  const user = await User.query({ client: trx })
    .where('id', userId)
    .whereNotNull('email_verified_at')
    .first()
  return user !== null
}

/** Its pages, which may still be served during an upgrade, show a title that stands here. */
function forPreviousRelease(taskId: number | null) {
  return taskId && { task: { id: taskId, title: `Task #${taskId}` } }
}
