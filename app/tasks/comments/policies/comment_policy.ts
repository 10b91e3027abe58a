import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#accounts/users/models/user'
import type Comment from '#tasks/comments/models/comment'

/** What users may do to comments on tasks that they see. */
export default class CommentPolicy extends BasePolicy {
  update(user: User, comment: Comment) {
    return !user.isViewer && comment.userId === user.id
  }

  delete(user: User, comment: Comment) {
    return user.isAdmin || this.update(user, comment)
  }

  /** What an admin deleted is not the author's to bring back. */
  restore(user: User, comment: Comment) {
    if (comment.isDeletedByAnother) return user.isAdmin
    return this.delete(user, comment)
  }
}
