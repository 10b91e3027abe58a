import { appUrl } from '#config/app'
import { asLine } from '#core/validation/lines'
import type Notification from '#notifications/notifications/models/notification'
import type NotificationDelivery from '#notifications/deliveries/models/notification_delivery'
import type { Summary, SummarySection } from '#notifications/summaries/queries/summarize_day'
import { NotificationMail } from '#notifications/deliveries/mails/notification_mail'

export class DailySummaryMail extends NotificationMail {
  protected template = 'daily_summary'

  constructor(
    delivery: NotificationDelivery,
    notifications: Notification[],
    private day: Summary
  ) {
    super(delivery, notifications)
  }

  prepare() {
    const { overdue, dueToday } = this.day
    const counts = [
      dueToday.tasks.length > 0 && `${counted(dueToday)} due today`,
      overdue.tasks.length > 0 && `${counted(overdue)} overdue`,
    ].filter(Boolean)
    this.message.subject(['Daily summary', counts.join(', ')].filter(Boolean).join(': '))
    super.prepare()
  }

  protected data() {
    const { overdue, dueToday, dueSoon } = this.day
    return {
      sections: [
        { heading: 'Overdue', ...overdue },
        { heading: 'Due today', ...dueToday },
        { heading: 'Due this week', ...dueSoon },
      ]
        .filter(({ tasks }) => tasks.length > 0)
        .map((section) => ({
          ...section,
          tasks: section.tasks.map(({ id, title, due }) => ({
            title: asLine(title),
            due,
            url: `${appUrl}/tasks/${id}`,
          })),
        })),
    }
  }
}

/** `3`, or `more than 20`. */
function counted({ tasks, hasMore }: SummarySection) {
  return hasMore ? `more than ${tasks.length}` : `${tasks.length}`
}
