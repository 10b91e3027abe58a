import { DateTime } from 'luxon'
import type { Transaction } from '#core/database/transaction'
import Notification from '#notifications/notifications/models/notification'

export class MarkNotification {
  async handle(
    notification: Notification,
    isRead: boolean,
    trx?: Transaction
  ): Promise<Notification> {
    const readAt = isRead ? (notification.readAt ?? DateTime.utc()) : null
    await Notification.query({ client: trx }).where('id', notification.id).update({ readAt })
    return notification.merge({ readAt })
  }
}
