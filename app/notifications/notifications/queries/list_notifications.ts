import type User from '#accounts/users/models/user'
import type { Kind } from '#notifications/kinds'
import { countRows, type Count } from '#api/pagination/count'
import Notification from '#notifications/notifications/models/notification'

export interface NotificationFilters {
  unread?: boolean
  kind?: Kind[]
}

export function listNotifications(user: User, { unread, kind }: NotificationFilters = {}) {
  return Notification.query()
    .withScopes((scopes) => scopes.visibleTo(user))
    .withScopes((scopes) => scopes.withTexts())
    .if(unread === true, (query) => query.whereNull('notifications.read_at'))
    .if(unread === false, (query) => query.whereNotNull('notifications.read_at'))
    .if(kind, (query) => query.whereIn('notifications.kind', kind!))
    .preload('actor')
}

export function countUnread(user: User, max?: number): Promise<Count> {
  const unread = Notification.query()
    .withScopes((scopes) => scopes.visibleTo(user))
    .withScopes((scopes) => scopes.unread())
  return countRows(unread, max)
}
