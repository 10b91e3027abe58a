import { BaseTransformer } from '@adonisjs/core/transformers'
import { sentenceOf } from '#notifications/notifications/sentences'
import type Notification from '#notifications/notifications/models/notification'

export default class NotificationTransformer extends BaseTransformer<Notification> {
  toObject() {
    const { id, kind, taskId, title, quote, actor, payload, readAt, createdAt } = this.resource
    const { comment_id: commentId, from, to, due_date: dueDate } = payload
    return {
      id,
      kind,
      text: sentenceOf(this.resource),
      task: taskId && { id: taskId, title },
      actor: actor && { id: actor.id, username: actor.username },
      details: { comment_id: commentId, body: quote ?? undefined, from, to, due_date: dueDate },
      read_at: readAt?.toISO() ?? null,
      created_at: createdAt.toISO(),
    }
  }
}
