import { DateTime } from 'luxon'
import type Notification from '#notifications/notifications/models/notification'

export class MarkNotification {
  async handle(notification: Notification, isRead: boolean): Promise<Notification> {
    const readAt = isRead ? (notification.readAt ?? DateTime.utc()) : null
    return notification.merge({ readAt }).save()
  }
}
