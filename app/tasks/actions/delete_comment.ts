import type Comment from '#tasks/models/comment'

/** Takes back what was said. */
export class DeleteComment {
  async handle(comment: Comment): Promise<void> {
    await comment.delete()
  }
}
