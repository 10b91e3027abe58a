import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#accounts/users/models/user'

/** Decided by the role before looking at the record. */
export default abstract class RolePolicy extends BasePolicy {
  before(user: User) {
    if (user.isAdmin) return true
    if (user.isViewer) return false
  }
}
