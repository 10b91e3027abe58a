import { DateTime } from 'luxon'
import { afterCommit, inTransaction, type Transaction } from '#core/database/transaction'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'
import DeliverMailJob from '#notifications/deliveries/jobs/deliver_mail_job'

const BATCH = 1_000

/** Also deliveries whose job was lost. */
export class SweepDeliveries {
  /** Returns the number of deliveries due. */
  async handle(outer?: Transaction): Promise<number> {
    return inTransaction(outer, async (trx) => {
      const due = await NotificationDelivery.query({ client: trx })
        .withScopes((scopes) => scopes.due())
        .orderBy('next_attempt_at')
        .limit(BATCH)
      const occasion = DateTime.utc().toFormat('HHmm')
      afterCommit(trx, () => DeliverMailJob.dispatchFor(due, occasion))
      return due.length
    })
  }
}
