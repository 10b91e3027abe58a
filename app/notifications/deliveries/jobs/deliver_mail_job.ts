import { DateTime } from 'luxon'
import logger from '@adonisjs/core/services/logger'
import { BaseJob } from '#jobs/job'
import { DeliverMail } from '#notifications/deliveries/actions/deliver_mail'
import type NotificationDelivery from '#notifications/deliveries/models/notification_delivery'

/** The delivery's row decides, not the queue. */
export default class DeliverMailJob extends BaseJob {
  static jobName = 'deliver_mail_job'
  static queue = 'mail'

  /** `occasion` is part of the job id, by which the queue deduplicates. */
  static async dispatchFor(deliveries: NotificationDelivery[], occasion = 'first') {
    for (const { id, attempts, nextAttemptAt } of deliveries) {
      const dueMs = nextAttemptAt!.toMillis()
      const delayMs = Math.max(0, dueMs - DateTime.utc().toMillis())
      await this.dispatch(
        { deliveryId: id },
        { id: `delivery-${id}-${attempts}-${dueMs}-${occasion}`, delayMs }
      ).catch((error) => logger.warn({ err: error, delivery: id }, 'delivery left to the sweep'))
    }
  }

  async handle({ deliveryId }: { deliveryId: number }) {
    await new DeliverMail().handle(deliveryId)
  }
}
