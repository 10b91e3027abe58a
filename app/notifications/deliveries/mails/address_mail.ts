import { ProductMail } from '#notifications/deliveries/mails/product_mail'
import type NotificationDelivery from '#notifications/deliveries/models/notification_delivery'

interface Content {
  subject: string
  lines: string[]
  button: string
  url: string
  footer: string
}

export class AddressMail extends ProductMail {
  constructor(
    delivery: NotificationDelivery,
    private content: Content
  ) {
    super(delivery)
  }

  prepare() {
    this.message.subject(this.content.subject)
    this.address('address', { ...this.content })
  }
}
