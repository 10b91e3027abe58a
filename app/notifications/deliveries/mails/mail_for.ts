import type { Transaction } from '#core/database/transaction'
import Notification from '#notifications/notifications/models/notification'
import type NotificationDelivery from '#notifications/deliveries/models/notification_delivery'
import { isEmpty, summarizeDay } from '#notifications/summaries/queries/summarize_day'
import { DailySummaryMail } from '#notifications/summaries/mails/daily_summary_mail'
import { confirmationMail } from '#notifications/deliveries/mails/confirmation_mail'
import { invitationMail } from '#notifications/deliveries/mails/invitation_mail'
import { TaskMail } from '#notifications/deliveries/mails/task_mail'

/** Null when the recipient may see none of it, or hasn't confirmed the address. */
export async function mailFor(delivery: NotificationDelivery, trx: Transaction) {
  const { id, user, purpose } = delivery
  if (purpose === 'invitation') return invitationMail(delivery, trx)
  if (purpose === 'confirmation') return confirmationMail(delivery)
  if (!user.emailVerifiedAt) return null

  const told = await Notification.query({ client: trx })
    .where('notifications.delivery_id', id)
    .withScopes((scopes) => scopes.deliverableTo(user))
    .withScopes((scopes) => scopes.withTexts())
    .preload('actor')
    .orderBy('notifications.id')
  if (told.length === 0) return null
  if (told.every(({ kind }) => kind !== 'daily_summary')) return new TaskMail(delivery, told)

  const day = await summarizeDay(user, trx)
  return isEmpty(day) ? null : new DailySummaryMail(delivery, told, day)
}
