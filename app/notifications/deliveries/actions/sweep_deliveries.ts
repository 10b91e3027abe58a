import { DateTime } from 'luxon'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'
import DeliverMailJob from '#notifications/deliveries/jobs/deliver_mail_job'

const BATCH = 1_000

/**
 * Dispatches what is due, also deliveries whose job was lost; a duplicate job finds nothing to
 * send.
 */
export class SweepDeliveries {
  /** Returns the number of deliveries due. */
  async handle(): Promise<number> {
    const due = await NotificationDelivery.query()
      .withScopes((scopes) => scopes.due())
      .orderBy('next_attempt_at')
      .limit(BATCH)
    await DeliverMailJob.dispatchFor(due, DateTime.utc().toFormat('HHmm'))
    return due.length
  }
}
