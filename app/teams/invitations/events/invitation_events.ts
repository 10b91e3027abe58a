import type { NewEvent } from '#events/event'
import type User from '#accounts/users/models/user'
import type Invitation from '#teams/invitations/models/invitation'

type Name = 'created' | 'accepted' | 'withdrawn'

/** An event of an invitation; the address stays out of it, for events are kept longer. */
export function eventOf({ id, teamId }: Invitation, name: Name, actor: User | null): NewEvent {
  return {
    name: `invitation.${name}`,
    key: `invitation-${id}`,
    actorId: actor?.id ?? null,
    payload: { invitation: { id, team_id: teamId } },
  }
}
