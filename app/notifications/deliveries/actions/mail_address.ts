import { DateTime } from 'luxon'
import { randomUUID } from 'node:crypto'
import { reachedMailLimit } from '#notifications/deliveries/queries/reached_mail_limit'
import { afterCommit, type Transaction } from '#core/database/transaction'
import DeliverMailJob from '#notifications/deliveries/jobs/deliver_mail_job'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'

/** Per address, regardless of the sender. */
const PER_DAY = 3

interface AddressedMail {
  recipient: string
  purpose: 'invitation' | 'confirmation'
  userId?: number
  invitationId?: number
}

export class MailAddress {
  /** Null when the address has reached its daily limit. */
  async handle(mail: AddressedMail, trx: Transaction): Promise<NotificationDelivery | null> {
    const now = DateTime.utc()
    if (await reachedMailLimit(mail.recipient, now.minus({ days: 1 }), PER_DAY, trx)) return null

    const delivery = await NotificationDelivery.create(
      { ...mail, status: 'queued', attempts: 0, messageId: randomUUID(), nextAttemptAt: now },
      { client: trx }
    )
    afterCommit(trx, () => DeliverMailJob.dispatchFor([delivery]))
    return delivery
  }
}
