import type { Transaction } from '#core/database/transaction'
import Invitation from '#teams/invitations/models/invitation'
import { mayInvite } from '#teams/invitations/queries/may_invite'
import { InvalidInvitation } from '#teams/exceptions'

/** @throws InvalidInvitation (403) also when its creator may no longer invite */
export async function findInvitation(token: string, trx?: Transaction): Promise<Invitation> {
  const invitation = await Invitation.query({ client: trx })
    .withScopes((scopes) => scopes.pending())
    .where('hash', Invitation.hashOf(token))
    .if(trx, (query) => query.forUpdate())
    .preload('team')
    .preload('createdBy')
    .first()
  if (!invitation || !(await isStillValid(invitation, trx))) throw new InvalidInvitation()
  return invitation
}

/** Whether the offer is still valid; operators may offer anything. */
export async function isStillValid(
  { team, teamId, role, createdBy }: Invitation,
  trx?: Transaction
): Promise<boolean> {
  if (teamId !== null && !team) return false
  return !createdBy || (createdBy.isActive && (await mayInvite(createdBy, { role, teamId }, trx)))
}
