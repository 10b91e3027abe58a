import Comment from '#tasks/comments/models/comment'

/** Brings a deleted comment back as it was; one that isn't deleted stays as it is. */
export class RestoreComment {
  async handle(comment: Comment): Promise<Comment> {
    const restoration = { deletedAt: null, deletedById: null }
    await Comment.queryWithDeleted().where('id', comment.id).update(restoration)
    return comment.merge(restoration)
  }
}
