import { DateTime } from 'luxon'
import { SMTPTransport } from '@adonisjs/mail/transports/smtp'
import { MailServer } from '#tests/support/mail_server'
import { processEvents } from '#tests/support/process_events'
import { DeliverMail } from '#notifications/deliveries/actions/deliver_mail'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'

/** An SMTP server, and the relay, consumer and worker steps that deliver mail to it. */
export class Mailbox {
  #server = new MailServer()
  #transport?: SMTPTransport

  async open() {
    const port = await this.#server.listen()
    this.#transport = new SMTPTransport({ host: '127.0.0.1', port, secure: false })
    return () => this.#server.close()
  }

  /** Delivers and returns the mail for everything since the last call. */
  async collect() {
    this.#server.received = []
    await processEvents()
    const due = await NotificationDelivery.query()
      .where('status', 'queued')
      .where('nextAttemptAt', '<=', DateTime.utc().plus({ seconds: 1 }).toISO())
      .orderBy('id')
    for (const { id } of due) await new DeliverMail(this.#transport).handle(id)
    return this.#server.received.map(({ to, source }) => ({
      to,
      text: decodeQuotedPrintable(source),
    }))
  }
}

/** The first link in a mail to this path, without its origin. */
export function linkIn(text: string, path: string): string {
  const [link] = new RegExp(`https?://[^\\s"<]*${path}[^\\s"<]*`).exec(text)!
  return link.replace(/^https?:\/\/[^/]+/, '')
}

function decodeQuotedPrintable(source: string): string {
  return source
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
}
