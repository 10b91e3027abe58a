import { DateTime } from 'luxon'
import type User from '#accounts/users/models/user'
import Comment from '#tasks/comments/models/comment'

/** Takes back what was said; `RestoreComment` brings it back. */
export class DeleteComment {
  async handle({ id }: Comment, actor: User): Promise<void> {
    // Not by `delete`, which would leave the comment looking edited.
    const deletion = { deletedAt: DateTime.utc(), deletedById: actor.id }
    await Comment.query().where('id', id).update(deletion)
  }
}
