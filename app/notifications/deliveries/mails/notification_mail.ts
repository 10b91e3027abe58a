import { signedUrl } from '#core/http/signed_url'
import { appUrl } from '#config/app'
import { ProductMail } from '#notifications/deliveries/mails/product_mail'
import type Notification from '#notifications/notifications/models/notification'
import type NotificationDelivery from '#notifications/deliveries/models/notification_delivery'

/** A mail to a user about what happened, with a link that ends such mails. */
export abstract class NotificationMail extends ProductMail {
  constructor(
    delivery: NotificationDelivery,
    protected notifications: Notification[]
  ) {
    super(delivery)
  }

  /** The template's name under `mails/`; there is one for HTML and one for text. */
  protected abstract template: string

  /** What the templates show. */
  protected abstract data(): Record<string, unknown>

  prepare() {
    const { user } = this.delivery
    const data = { ...this.data(), user, appUrl, unsubscribeUrl: this.#unsubscribeUrl() }
    this.message.listUnsubscribe(this.#unsubscribeUrl(), { oneClick: true })
    this.address(this.template, data)
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
