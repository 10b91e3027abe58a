import { BaseTransformer } from '@adonisjs/core/transformers'
import { detailsOf, sentenceOf, taskOf } from '#notifications/sentences'
import type Notification from '#notifications/models/notification'

/** A notification as the API shows it. */
export default class NotificationTransformer extends BaseTransformer<Notification> {
  toObject() {
    const { id, kind, actor, readAt, createdAt } = this.resource
    return {
      id,
      kind,
      text: sentenceOf(this.resource),
      task: taskOf(this.resource),
      actor: actor && { id: actor.id, username: actor.username },
      details: detailsOf(this.resource),
      read_at: readAt?.toISO() ?? null,
      created_at: createdAt.toISO(),
    }
  }
}
