import type Comment from '#tasks/models/comment'

/** Says it in other words. */
export class EditComment {
  async handle(comment: Comment, { body }: { body?: string }): Promise<Comment> {
    return comment.merge({ body }).save()
  }
}
