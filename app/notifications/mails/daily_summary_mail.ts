import { appUrl } from '#config/app'
import type { Summary } from '#notifications/queries/summarize_day'
import { NotificationMail } from '#notifications/mails/notification_mail'

/** What the day holds for a user. */
export class DailySummaryMail extends NotificationMail {
  protected template = 'daily_summary'

  prepare() {
    const { overdue, dueToday } = this.#summary
    this.message.subject(`Your day: ${dueToday.length} due, ${overdue.length} overdue`)
    super.prepare()
  }

  protected data() {
    const { overdue, dueToday, dueSoon } = this.#summary
    return {
      sections: [
        { heading: 'Overdue', tasks: overdue },
        { heading: 'Due today', tasks: dueToday },
        { heading: 'Due this week', tasks: dueSoon },
      ]
        .filter(({ tasks }) => tasks.length > 0)
        .map(({ heading, tasks }) => ({
          heading,
          tasks: tasks.map((task) => ({ ...task, url: `${appUrl}/tasks/${task.id}` })),
        })),
    }
  }

  get #summary() {
    const [{ payload }] = this.delivery.notifications
    return payload as unknown as Summary
  }
}
