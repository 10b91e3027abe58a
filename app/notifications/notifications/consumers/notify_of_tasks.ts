import type { Event } from '#events/event'
import type { Consumer } from '#events/consumer'
import type { Kind } from '#notifications/kinds'
import { Notify } from '#notifications/notifications/actions/notify'
import type { Facts } from '#notifications/notifications/models/notification'
import { audienceOf } from '#notifications/notifications/queries/audience_of'
import DeliverMailJob from '#notifications/deliveries/jobs/deliver_mail_job'
import type NotificationDelivery from '#notifications/deliveries/models/notification_delivery'

/** Tells people of what happened to their tasks. */
export const notifyOfTasks: Consumer = {
  name: 'notifications',
  events: [
    'task.assigned',
    'task.unassigned',
    'task.commented',
    'task.comment_edited',
    'task.status_changed',
    'task.overdue',
  ],

  async handle(event, trx) {
    const deliveries: NotificationDelivery[] = []
    for (const [userId, kind] of await audienceOf(event, trx)) {
      const told = await new Notify().handle(messageOf(event, userId, kind), trx)
      if (told?.delivery) deliveries.push(told.delivery)
    }
    // A job that can't be dispatched is no loss: whatever is due is also found by the clock.
    return () => DeliverMailJob.dispatchFor(deliveries)
  },
}

function messageOf({ id, actorId, payload }: Event, userId: number, kind: Kind) {
  const { id: taskId } = payload.task as { id: number }
  const { comment_id: commentId, entry_id: entryId, from, to } = payload as Facts
  return {
    userId,
    kind,
    // A comment mentions somebody once, however often it is edited.
    cause: kind === 'mentioned' ? `comment:${commentId}` : `event:${id}`,
    taskId,
    actorId,
    facts: { comment_id: commentId, entry_id: entryId, from, to },
  }
}
