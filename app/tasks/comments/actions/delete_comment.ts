import { DateTime } from 'luxon'
import type User from '#accounts/users/models/user'
import Comment from '#tasks/comments/models/comment'

export class DeleteComment {
  async handle({ id }: Comment, actor: User): Promise<void> {
    // `delete` would update `updated_at`, which marks a comment as edited.
    const deletion = { deletedAt: DateTime.utc(), deletedById: actor.id }
    await Comment.query().where('id', id).update(deletion)
  }
}
