import logger from '@adonisjs/core/services/logger'
import { inTransaction, type Transaction } from '#core/database/transaction'
import { SMTPTransport } from '@adonisjs/mail/transports/smtp'
import { isMailConfigured, smtpOptions } from '#config/mail'
import { mailFor } from '#notifications/deliveries/mails/mail_for'
import type { ProductMail } from '#notifications/deliveries/mails/product_mail'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'

/** The row lock prevents duplicates, except after a crash between sending and committing. */
export class DeliverMail {
  constructor(private transport: SMTPTransport | null = configuredTransport()) {}

  /** False when there was nothing to send. */
  async handle(deliveryId: number): Promise<boolean> {
    return inTransaction(undefined, async (trx) => {
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

  async #attempt(delivery: NotificationDelivery, trx: Transaction) {
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

/** nodemailer's codes for a refused recipient or content. */
const ABOUT_THE_MAIL = ['EENVELOPE', 'EMESSAGE']

/** 5xx replies are permanent (RFC 5321, 4.2.1); 4xx and connection errors are not. */
function refusalOf(error: unknown) {
  const cause = ((error as Error).cause ?? error) as Error & {
    code?: string
    responseCode?: number
  }
  const { message, code = '', responseCode = 0 } = cause
  return { message, isFinal: responseCode >= 500 && ABOUT_THE_MAIL.includes(code) }
}
