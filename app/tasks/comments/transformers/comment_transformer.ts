import { BaseTransformer } from '@adonisjs/core/transformers'
import type Comment from '#tasks/comments/models/comment'

export default class CommentTransformer extends BaseTransformer<Comment> {
  toObject() {
    const { id, taskId, user, source, body, createdAt, updatedAt } = this.resource
    return {
      id,
      task: taskId,
      user: source === null ? { id: user.id, username: user.username } : null,
      source,
      body,
      created_at: createdAt.toUTC().toISO()!,
      updated_at: updatedAt.toUTC().toISO()!,
    }
  }
}
