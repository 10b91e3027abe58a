import type { DateTime } from 'luxon'
import type { Transaction } from '#core/database/transaction'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'

export async function reachedMailLimit(
  address: string,
  since: DateTime,
  count: number,
  trx: Transaction
): Promise<boolean> {
  const mails = await NotificationDelivery.query({ client: trx })
    .whereRaw('lower(recipient) = lower(?)', [address])
    .where('createdAt', '>', since.toISO()!)
    .limit(count)
  return mails.length >= count
}
