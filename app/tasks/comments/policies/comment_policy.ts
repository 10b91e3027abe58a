import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#accounts/users/models/user'
import type Comment from '#tasks/comments/models/comment'

export default class CommentPolicy extends BasePolicy {
  update(user: User, comment: Comment) {
    return !user.isViewer && comment.userId === user.id
  }

  delete(user: User, comment: Comment) {
    return user.isAdmin || this.update(user, comment)
  }

  /** Authors can't restore what an admin deleted. */
  restore(user: User, comment: Comment) {
    if (comment.isDeletedByAnother) return user.isAdmin
    return this.delete(user, comment)
  }
}
