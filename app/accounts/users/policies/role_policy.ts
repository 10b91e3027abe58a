import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#accounts/users/models/user'

/** What the role says of most things, before anything is asked about the record. */
export default abstract class RolePolicy extends BasePolicy {
  /** Admins do everything, viewers nothing. */
  before(user: User) {
    if (user.isAdmin) return true
    if (user.isViewer) return false
  }
}
