import { DateTime } from 'luxon'
import { randomUUID } from 'node:crypto'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { reachedMailLimit } from '#notifications/deliveries/queries/reached_mail_limit'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'

/** Per address, whoever causes them. */
const PER_DAY = 3

export interface AddressedMail {
  recipient: string
  purpose: 'invitation' | 'confirmation'
  userId?: number
  invitationId?: number
}

export class MailAddress {
  /** Null when the address has reached its daily limit. */
  async handle(
    mail: AddressedMail,
    trx: TransactionClientContract
  ): Promise<NotificationDelivery | null> {
    const now = DateTime.utc()
    if (await reachedMailLimit(mail.recipient, now.minus({ days: 1 }), PER_DAY, trx)) return null

    return NotificationDelivery.create(
      { ...mail, status: 'queued', attempts: 0, messageId: randomUUID(), nextAttemptAt: now },
      { client: trx }
    )
  }
}
