import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { SMTPTransport } from '@adonisjs/mail/transports/smtp'
import { isMailConfigured, smtpOptions } from '#config/mail'
import { mailFor } from '#notifications/mails/mail_for'
import NotificationDelivery from '#notifications/models/notification_delivery'

/**
 * Sends a mail that is due and writes down what became of it. The row is locked meanwhile, so that
 * of several workers one sends. A worker that is killed after the server took the mail and before
 * that was written down sends it again, under the same Message-ID.
 */
export class DeliverMail {
  constructor(private transport: SMTPTransport | null = configuredTransport()) {}

  /** Tells whether there was something to send. */
  async handle(deliveryId: number): Promise<boolean> {
    return db.transaction(async (trx) => {
      const delivery = await NotificationDelivery.query({ client: trx })
        .withScopes((scopes) => scopes.due())
        .where('id', deliveryId)
        .preload('user')
        .preload('notifications', (notifications) => notifications.preload('actor').orderBy('id'))
        .forUpdate()
        .skipLocked()
        .first()
      if (!delivery) return false

      delivery.begin()
      await this.#send(delivery)
      await delivery.save()
      return true
    })
  }

  async #send(delivery: NotificationDelivery) {
    if (!delivery.user.isActive) return delivery.markFailed('The account is disabled')

    const message = mailFor(delivery)
    if (!this.transport) {
      logger.info({ delivery: delivery.id, mail: await message.summary() }, 'mail')
      return delivery.markLogged()
    }
    await message.buildWithContents()
    try {
      const { original } = await this.transport.send(message.message.toObject().message)
      delivery.markSent(original.response)
    } catch (error) {
      const { message: reason, isTemporary } = refusalOf(error)
      if (isTemporary) delivery.postpone(reason)
      else delivery.markFailed(reason)
    }
  }
}

function configuredTransport() {
  return isMailConfigured ? new SMTPTransport(smtpOptions) : null
}

/** A reply of 5xx is final (RFC 5321, 4.2.1); 4xx and a server out of reach are not. */
function refusalOf(error: unknown) {
  const cause = ((error as Error).cause ?? error) as Error & { responseCode?: number }
  const { message, responseCode = 0 } = cause
  return { message, isTemporary: responseCode < 500 }
}
