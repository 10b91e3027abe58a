import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#accounts/users/models/user'
import type { UserChanges } from '#accounts/users/actions/update_user'

export default class UserPolicy extends BasePolicy {
  before(actor: User) {
    if (actor.isAdmin) return true
  }

  update(actor: User, user: User) {
    return actor.id === user.id
  }

  /** Only admins change roles and states; sending the current ones is allowed. */
  apply(_actor: User, user: User, { role = user.role, isActive = user.isActive }: UserChanges) {
    return role === user.role && isActive === user.isActive
  }
}
