import { appUrl } from '#config/app'
import { idOf, NotificationMail } from '#notifications/mails/notification_mail'
import { quoteOf, sentenceOf, titleOf } from '#notifications/sentences'

/** What happened to a task. All mails of a task are one thread to a mail reader. */
export class TaskMail extends NotificationMail {
  protected template = 'task'

  prepare() {
    const { taskId, notifications } = this.delivery
    const [first] = notifications
    const thread = idOf(`task-${taskId}`)

    this.message.subject(`${titleOf(first)} (#${taskId})`)
    this.message.inReplyTo(thread).references([thread])
    super.prepare()
  }

  protected data() {
    const { taskId, notifications } = this.delivery
    return {
      title: titleOf(notifications.at(-1)!),
      url: `${appUrl}/tasks/${taskId}`,
      happenings: notifications.map((notification) => ({
        sentence: sentenceOf(notification),
        quote: quoteOf(notification),
      })),
    }
  }
}
