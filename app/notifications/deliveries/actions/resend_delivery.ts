import { afterCommit, inTransaction, type Transaction } from '#core/database/transaction'
import DeliverMailJob from '#notifications/deliveries/jobs/deliver_mail_job'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'

export class ResendDelivery {
  /** @throws E_ROW_NOT_FOUND */
  async handle(id: number, outer?: Transaction): Promise<NotificationDelivery> {
    return inTransaction(outer, async (trx) => {
      const delivery = await NotificationDelivery.query({ client: trx })
        .where('id', id)
        .forUpdate()
        .firstOrFail()
      delivery.requeue()
      afterCommit(trx, () => DeliverMailJob.dispatchFor([delivery]))
      return delivery.save()
    })
  }
}
