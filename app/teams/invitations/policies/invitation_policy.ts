import type User from '#accounts/users/models/user'
import RolePolicy from '#accounts/users/policies/role_policy'
import { mayInviteAnybody } from '#teams/invitations/queries/may_invite'

/** Who invites; what they may offer is said by `mayInvite`, which also holds when it is accepted. */
export default class InvitationPolicy extends RolePolicy {
  create(user: User) {
    return mayInviteAnybody(user)
  }

  /** Those that the user sees. */
  delete() {
    return true
  }
}
