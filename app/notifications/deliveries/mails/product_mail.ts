import { BaseMail } from '@adonisjs/mail'
import { asLine } from '#core/validation/lines'
import { mailFrom } from '#config/mail'
import type NotificationDelivery from '#notifications/deliveries/models/notification_delivery'

/** The Message-ID stays the same for every attempt, so that mail clients drop duplicates. */
export abstract class ProductMail extends BaseMail {
  constructor(protected delivery: NotificationDelivery) {
    super()
  }

  /** Logged when there is no mail server. */
  async summary() {
    await this.buildWithContents()
    const { to, subject, text } = this.message.nodeMailerMessage
    return { to, subject, text }
  }

  protected address(template: string, data: Record<string, unknown>) {
    const { user, recipient, messageId } = this.delivery
    this.message
      .from(mailFrom.address, mailFrom.name)
      .to(recipient ?? user.email, recipient ? undefined : asLine(user.displayName))
      .messageId(idOf(messageId))
      .header('Auto-Submitted', 'auto-generated')
      .htmlView(`mails/${template}`, data)
      .textView(`mails/${template}_text`, data)
  }
}

/** RFC 5322, 3.6.4. */
export function idOf(name: string) {
  return `<${name}@${mailFrom.address.split('@')[1]}>`
}
