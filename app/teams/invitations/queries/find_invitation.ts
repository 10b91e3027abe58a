import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import Invitation from '#teams/invitations/models/invitation'
import { mayInvite } from '#teams/invitations/queries/may_invite'
import { InvalidInvitation } from '#teams/exceptions'

/**
 * The invitation that the token opens, with its team and who made it; in a transaction for that
 * alone, so that it is accepted once.
 *
 * @throws InvalidInvitation (403) also where its team is gone, or who made it may not any more
 */
export async function findInvitation(
  token: string,
  trx?: TransactionClientContract
): Promise<Invitation> {
  const invitation = await Invitation.query({ client: trx })
    .withScopes((scopes) => scopes.pending())
    .where('hash', Invitation.hashOf(token))
    .if(trx, (query) => query.forUpdate())
    .preload('team')
    .preload('createdBy')
    .first()
  if (!invitation || !(await stands(invitation, trx))) throw new InvalidInvitation()
  return invitation
}

/** Whether what it offers is still there, and still its maker's to offer; operators offer anything. */
export async function stands(
  { team, teamId, role, createdBy }: Invitation,
  trx?: TransactionClientContract
): Promise<boolean> {
  if (teamId !== null && !team) return false
  return !createdBy || (createdBy.isActive && (await mayInvite(createdBy, { role, teamId }, trx)))
}
