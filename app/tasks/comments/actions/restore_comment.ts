import Comment from '#tasks/comments/models/comment'

export class RestoreComment {
  async handle(comment: Comment): Promise<Comment> {
    const restoration = { deletedAt: null, deletedById: null }
    await Comment.queryWithDeleted().where('id', comment.id).update(restoration)
    return comment.merge(restoration)
  }
}
