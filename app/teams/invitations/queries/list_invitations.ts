import type User from '#accounts/users/models/user'
import Invitation from '#teams/invitations/models/invitation'

export function listInvitations(actor: User) {
  return Invitation.query()
    .withScopes((scopes) => scopes.pending())
    .withScopes((scopes) => scopes.visibleTo(actor))
    .preload('team')
    .preload('createdBy')
}
