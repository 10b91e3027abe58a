import type NotificationDelivery from '#notifications/models/notification_delivery'
import type { NotificationMail } from '#notifications/mails/notification_mail'
import { DailySummaryMail } from '#notifications/mails/daily_summary_mail'
import { TaskMail } from '#notifications/mails/task_mail'

/** The mail that a delivery is: its user and its notifications (with their actors) are loaded. */
export function mailFor(delivery: NotificationDelivery): NotificationMail {
  const isSummary = delivery.notifications.some(({ kind }) => kind === 'daily_summary')
  return isSummary ? new DailySummaryMail(delivery) : new TaskMail(delivery)
}
