import { DateTime } from 'luxon'
import logger from '@adonisjs/core/services/logger'
import { BaseJob } from '#jobs/job'
import { DeliverMail } from '#notifications/deliveries/actions/deliver_mail'
import type NotificationDelivery from '#notifications/deliveries/models/notification_delivery'

/** Sends a mail that is due. The delivery's row says what becomes of it, not the queue. */
export default class DeliverMailJob extends BaseJob {
  static $$filepath = import.meta.url
  static queue = 'mail'

  /**
   * Has each delivery looked at when it is due; those that can't be dispatched are left to the
   * sweep. `occasion` tells jobs of one delivery apart: the queue remembers those that it has done.
   */
  static async dispatchFor(deliveries: NotificationDelivery[], occasion = 'first') {
    for (const { id, attempts, nextAttemptAt } of deliveries) {
      const dueMs = nextAttemptAt!.toMillis()
      const delayMs = Math.max(0, dueMs - DateTime.utc().toMillis())
      await this.dispatch(
        { deliveryId: id },
        { id: `delivery-${id}-${attempts}-${dueMs}-${occasion}`, delayMs }
      ).catch((error) => logger.warn({ err: error, delivery: id }, 'left to the sweep'))
    }
  }

  async handle({ deliveryId }: { deliveryId: number }) {
    await new DeliverMail().handle(deliveryId)
  }
}
