import type User from '#accounts/users/models/user'
import RolePolicy from '#accounts/users/policies/role_policy'
import { mayInviteAnybody } from '#teams/invitations/queries/may_invite'

/** `mayInvite` decides what may be offered, also on acceptance. */
export default class InvitationPolicy extends RolePolicy {
  create(user: User) {
    return mayInviteAnybody(user)
  }

  delete() {
    return true
  }
}
