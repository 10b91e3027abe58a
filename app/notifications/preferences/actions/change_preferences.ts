import { inTransaction, type Transaction } from '#core/database/transaction'
import type User from '#accounts/users/models/user'
import type { Channel, Kind } from '#notifications/kinds'
import NotificationPreference from '#notifications/preferences/models/notification_preference'

export interface PreferenceChanges {
  /** Other kinds keep theirs. */
  channels?: Partial<Record<Kind, Channel[]>>
  dueSoonHours?: number
  summaryHour?: number
}

export class ChangePreferences {
  async handle(user: User, { channels, ...changes }: PreferenceChanges, outer?: Transaction) {
    return inTransaction(outer, async (trx) => {
      const preference = await NotificationPreference.lock(user.id, trx)
      return preference
        .merge({ ...changes, channels: { ...preference.channels, ...channels } })
        .save()
    })
  }
}
