import type User from '#accounts/users/models/user'
import type Tag from '#tasks/tags/models/tag'
import RolePolicy from '#accounts/users/policies/role_policy'

export default class TagPolicy extends RolePolicy {
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
