import db from '@adonisjs/lucid/services/db'
import DeliverMailJob from '#notifications/deliveries/jobs/deliver_mail_job'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'

export class ResendDelivery {
  /** @throws E_ROW_NOT_FOUND */
  async handle(id: number): Promise<NotificationDelivery> {
    const delivery = await db.transaction(async (trx) => {
      const found = await NotificationDelivery.query({ client: trx })
        .where('id', id)
        .forUpdate()
        .firstOrFail()
      found.requeue()
      return found.save()
    })
    await DeliverMailJob.dispatchFor([delivery])
    return delivery
  }
}
