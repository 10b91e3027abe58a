import { DateTime } from 'luxon'
import type { Transaction } from '#core/database/transaction'
import type User from '#accounts/users/models/user'
import Notification from '#notifications/notifications/models/notification'

export class MarkAllRead {
  /** Returns how many were unread. `upTo` is the id of the newest one that the user has seen. */
  async handle(user: User, upTo?: number, trx?: Transaction): Promise<number> {
    const changed = await Notification.query({ client: trx })
      .withScopes((scopes) => scopes.visibleTo(user))
      .withScopes((scopes) => scopes.unread())
      .if(upTo, (query) => query.where('id', '<=', upTo!))
      .update({ readAt: DateTime.utc() })
    return Number(changed)
  }
}
