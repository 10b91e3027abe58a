import type { Actor } from '#accounts/users/actor'
import Invitation from '#teams/invitations/models/invitation'

export function listInvitations(actor: Actor) {
  return Invitation.query()
    .withScopes((scopes) => scopes.pending())
    .withScopes((scopes) => scopes.visibleTo(actor))
    .preload('team')
    .preload('createdBy')
}
