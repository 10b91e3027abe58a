import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#accounts/users/models/user'
import type { UserChanges } from '#accounts/users/actions/update_user'

/** What users may do to users whom they see. */
export default class UserPolicy extends BasePolicy {
  /** Admins do everything. */
  before(actor: User) {
    if (actor.isAdmin) return true
  }

  update(actor: User, user: User) {
    return actor.id === user.id
  }

  /** Nobody but an admin gives a role or disables an account; saying what is so already is fine. */
  apply(_actor: User, user: User, { role = user.role, isActive = user.isActive }: UserChanges) {
    return role === user.role && isActive === user.isActive
  }
}
