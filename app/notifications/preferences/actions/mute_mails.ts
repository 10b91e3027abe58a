import { inTransaction, type Transaction } from '#core/database/transaction'
import type { Kind } from '#notifications/kinds'
import NotificationPreference from '#notifications/preferences/models/notification_preference'

/** In-app notifications stay. */
export class MuteMails {
  async handle(userId: number, kinds: readonly Kind[], outer?: Transaction): Promise<void> {
    await inTransaction(outer, async (trx) => {
      const preference = await NotificationPreference.lock(userId, trx)
      preference.mute('mail', kinds)
      await preference.save()
    })
  }
}
