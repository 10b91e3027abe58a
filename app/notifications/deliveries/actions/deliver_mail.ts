import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { SMTPTransport } from '@adonisjs/mail/transports/smtp'
import { isMailConfigured, smtpOptions } from '#config/mail'
import { mailFor } from '#notifications/deliveries/mails/mail_for'
import type { ProductMail } from '#notifications/deliveries/mails/product_mail'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'

/**
 * Sends a mail that is due and writes down what became of it. What it says is read now, as far as
 * the recipient may see it. The row is locked meanwhile, so that of several workers one sends. A worker that is killed after the server took the mail and before
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
        .forUpdate()
        .skipLocked()
        .first()
      if (!delivery) return false

      await this.#attempt(delivery, trx)
      await delivery.save()
      return true
    })
  }

  async #attempt(delivery: NotificationDelivery, trx: TransactionClientContract) {
    if (delivery.user && !delivery.user.isActive)
      return delivery.markFailed('The account is disabled')

    const mail = await mailFor(delivery, trx)
    if (!mail) return delivery.markCancelled()

    delivery.begin()
    try {
      if (this.transport) delivery.markSent(await this.#mail(mail, this.transport))
      else await this.#log(delivery, mail)
    } catch (error) {
      const { message, isFinal } = refusalOf(error)
      if (isFinal) delivery.markFailed(message)
      else delivery.postpone(message)
    }
  }

  /** Gives what the server answered. */
  async #mail(mail: ProductMail, transport: SMTPTransport): Promise<string> {
    await mail.buildWithContents()
    const { original } = await transport.send(mail.message.toObject().message)
    return original.response
  }

  async #log(delivery: NotificationDelivery, mail: ProductMail) {
    logger.info({ delivery: delivery.id, mail: await mail.summary() }, 'mail')
    delivery.markLogged()
  }
}

function configuredTransport() {
  return isMailConfigured ? new SMTPTransport(smtpOptions) : null
}

/** What nodemailer says when the server refuses the recipient, or what the mail contains. */
const ABOUT_THE_MAIL = ['EENVELOPE', 'EMESSAGE']

/**
 * A reply of 5xx to the mail is final (RFC 5321, 4.2.1). One of 4xx is not, nor is a server that is
 * out of reach or refuses our password: that is for the operator to mend, and no fault of the mail.
 */
function refusalOf(error: unknown) {
  const cause = ((error as Error).cause ?? error) as Error & {
    code?: string
    responseCode?: number
  }
  const { message, code = '', responseCode = 0 } = cause
  return { message, isFinal: responseCode >= 500 && ABOUT_THE_MAIL.includes(code) }
}
