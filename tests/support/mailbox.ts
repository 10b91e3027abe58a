import { DateTime } from 'luxon'
import { SMTPTransport } from '@adonisjs/mail/transports/smtp'
import { MailServer } from '#tests/support/mail_server'
import { settle } from '#tests/support/settle'
import { DeliverMail } from '#notifications/deliveries/actions/deliver_mail'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'

/** A mail server, and what relay, consumers and workers do to get mails to it. */
export class Mailbox {
  #server = new MailServer()
  #transport?: SMTPTransport

  async open() {
    const port = await this.#server.listen()
    this.#transport = new SMTPTransport({ host: '127.0.0.1', port, secure: false })
    return () => this.#server.close()
  }

  /** The mails that came of what happened since the last time. */
  async collect() {
    this.#server.received = []
    await settle()
    const due = await NotificationDelivery.query()
      .where('status', 'queued')
      .where('nextAttemptAt', '<=', DateTime.utc().plus({ seconds: 1 }).toISO())
      .orderBy('id')
    for (const { id } of due) await new DeliverMail(this.#transport).handle(id)
    return this.#server.received.map(({ to, source }) => ({ to, text: plain(source) }))
  }
}

/** The first link in a mail to this path, as a path. */
export function linkIn(text: string, path: string): string {
  const [link] = new RegExp(`https?://[^\\s"<]*${path}[^\\s"<]*`).exec(text)!
  return link.replace(/^https?:\/\/[^/]+/, '')
}

/** Undoes quoted-printable, as far as links need it. */
function plain(source: string): string {
  return source
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
}
