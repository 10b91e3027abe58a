import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#accounts/models/user'
import type Tag from '#tasks/models/tag'

/** What users may do to tags, which everybody sees. */
export default class TagPolicy extends BasePolicy {
  /** Admins do everything, viewers nothing. */
  before(user: User) {
    if (user.isAdmin) return true
    if (user.isViewer) return false
  }

  create() {
    return true
  }

  update(user: User, tag: Tag) {
    return user.role === 'manager' || tag.createdById === user.id
  }

  delete(user: User, tag: Tag) {
    return this.update(user, tag)
  }
}
