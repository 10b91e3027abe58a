import { BaseMail } from '@adonisjs/mail'
import { signedUrl } from '#core/signed_url'
import { appUrl } from '#config/app'
import { asLine } from '#core/validation/lines'
import { mailFrom } from '#config/mail'
import type Notification from '#notifications/models/notification'
import type NotificationDelivery from '#notifications/models/notification_delivery'

/**
 * A mail to a user about what happened. It has an id of its own that stays the same however often
 * it is sent, so that mail readers drop doubles, and a link that ends such mails.
 */
export abstract class NotificationMail extends BaseMail {
  constructor(
    protected delivery: NotificationDelivery,
    protected notifications: Notification[]
  ) {
    super()
  }

  /** The template's name under `mails/`; there is one for HTML and one for text. */
  protected abstract template: string

  /** What the templates show. */
  protected abstract data(): Record<string, unknown>

  prepare() {
    const { user, messageId } = this.delivery
    const data = { ...this.data(), user, appUrl, unsubscribeUrl: this.#unsubscribeUrl() }
    this.message
      .from(mailFrom.address, mailFrom.name)
      .to(user.email, asLine(user.displayName))
      .messageId(idOf(messageId))
      .header('Auto-Submitted', 'auto-generated')
      .listUnsubscribe(this.#unsubscribeUrl(), { oneClick: true })
      .htmlView(`mails/${this.template}`, data)
      .textView(`mails/${this.template}_text`, data)
  }

  /** What the log says where there is no mail server. */
  async summary() {
    await this.buildWithContents()
    const { to, subject, text } = this.message.nodeMailerMessage
    return { to, subject, text }
  }

  /** Turns off mails of the kinds that this one is about; it needs no signing in. */
  #unsubscribeUrl() {
    const kinds = [...new Set(this.notifications.map(({ kind }) => kind))]
    return signedUrl('notifications.unsubscribe', {
      user: this.delivery.userId,
      kinds: kinds.join(','),
    })
  }
}

/** An id as mail headers have it (RFC 5322, 3.6.4). */
export function idOf(name: string) {
  return `<${name}@${mailFrom.address.split('@')[1]}>`
}
