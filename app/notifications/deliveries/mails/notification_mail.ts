import { signedUrl } from '#core/http/signed_url'
import { appUrl } from '#config/app'
import { ProductMail } from '#notifications/deliveries/mails/product_mail'
import type Notification from '#notifications/notifications/models/notification'
import type NotificationDelivery from '#notifications/deliveries/models/notification_delivery'

export abstract class NotificationMail extends ProductMail {
  constructor(
    delivery: NotificationDelivery,
    protected notifications: Notification[]
  ) {
    super(delivery)
  }

  protected abstract template: string

  protected abstract data(): Record<string, unknown>

  prepare() {
    const { user } = this.delivery
    const data = { ...this.data(), user, appUrl, unsubscribeUrl: this.#unsubscribeUrl() }
    this.message.listUnsubscribe(this.#unsubscribeUrl(), { oneClick: true })
    this.address(this.template, data)
  }

  /** Works without a session. */
  #unsubscribeUrl() {
    const kinds = [...new Set(this.notifications.map(({ kind }) => kind))]
    return signedUrl('notifications.unsubscribe', {
      user: this.delivery.userId,
      kinds: kinds.join(','),
    })
  }
}
