import Comment from '#tasks/models/comment'

/** Brings a deleted comment back as it was; one that isn't deleted stays as it is. */
export class RestoreComment {
  async handle(comment: Comment): Promise<Comment> {
    await Comment.queryWithDeleted().where('id', comment.id).update({ deletedAt: null })
    return comment.merge({ deletedAt: null })
  }
}
