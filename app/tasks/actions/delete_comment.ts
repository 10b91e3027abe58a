import { DateTime } from 'luxon'
import Comment from '#tasks/models/comment'

/** Takes back what was said; `RestoreComment` brings it back. */
export class DeleteComment {
  async handle({ id }: Comment): Promise<void> {
    // Not by `delete`, which would leave the comment looking edited.
    await Comment.query().where('id', id).update({ deletedAt: DateTime.utc() })
  }
}
