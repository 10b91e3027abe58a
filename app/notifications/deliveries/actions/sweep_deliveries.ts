import { DateTime } from 'luxon'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'
import DeliverMailJob from '#notifications/deliveries/jobs/deliver_mail_job'

/** How many mails are handed to the workers at once. */
const BATCH = 1_000

/**
 * Hands the mails that are due to the workers: those to be tried again, and those whose job was
 * lost. The rows say what is due; a job that comes twice finds nothing to send.
 */
export class SweepDeliveries {
  /** Tells how many mails are due. */
  async handle(): Promise<number> {
    const due = await NotificationDelivery.query()
      .withScopes((scopes) => scopes.due())
      .orderBy('next_attempt_at')
      .limit(BATCH)
    await DeliverMailJob.dispatchFor(due, DateTime.utc().toFormat('HHmm'))
    return due.length
  }
}
