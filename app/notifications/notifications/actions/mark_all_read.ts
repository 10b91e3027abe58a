import { DateTime } from 'luxon'
import type User from '#accounts/users/models/user'
import Notification from '#notifications/notifications/models/notification'

/** Notes that the user took note of everything that they were told. */
export class MarkAllRead {
  /**
   * Tells how many were unread. With `upTo`, the id of the newest one that the user has seen, those
   * that arrived since stay unread.
   */
  async handle(user: User, upTo?: number): Promise<number> {
    const changed = await Notification.query()
      .withScopes((scopes) => scopes.visibleTo(user))
      .withScopes((scopes) => scopes.unread())
      .if(upTo, (query) => query.where('id', '<=', upTo!))
      .update({ readAt: DateTime.utc() })
    return Number(changed)
  }
}
