import { appUrl } from '#config/app'
import { asLine, asQuotation } from '#core/validation/lines'
import { idOf } from '#notifications/deliveries/mails/product_mail'
import { NotificationMail } from '#notifications/deliveries/mails/notification_mail'
import { sentenceOf } from '#notifications/notifications/sentences'

/** Mails of a task form one thread. */
export class TaskMail extends NotificationMail {
  protected template = 'task'

  prepare() {
    const { taskId } = this.delivery
    const thread = idOf(`task-${taskId}`)

    this.message.subject(`${this.#title} (#${taskId})`)
    this.message.inReplyTo(thread).references([thread])
    super.prepare()
  }

  protected data() {
    return {
      title: this.#title,
      url: `${appUrl}/tasks/${this.delivery.taskId}`,
      activities: this.notifications.map((notification) => ({
        sentence: asLine(sentenceOf(notification)),
        quote: notification.quote,
        quotation: notification.quote && asQuotation(notification.quote),
      })),
    }
  }

  get #title() {
    return asLine(this.notifications.at(-1)!.title)
  }
}
