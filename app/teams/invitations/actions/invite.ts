import { inTransaction, type Transaction } from '#core/database/transaction'
import { append } from '#events/outbox'
import accountsConfig from '#config/accounts'
import { Throttle } from '#api/limits/throttle'
import { actorId, causeOf, type Actor } from '#accounts/users/actor'
import type { Role } from '#accounts/users/models/user'
import { RegistrationClosed } from '#accounts/exceptions'
import { findVisibleTeam } from '#teams/teams/queries/find_visible_team'
import Invitation from '#teams/invitations/models/invitation'
import type { TeamRole } from '#teams/members/models/team_member'
import { mayInvite } from '#teams/invitations/queries/may_invite'
import { subjectOf, InvitationCreated } from '#teams/invitations/events/invitation_events'
import { MayNotInvite } from '#teams/exceptions'

export interface NewInvitation {
  email: string
  role?: Role
  team?: number | null
  teamRole?: TeamRole | null
}

const throttle = new Throttle('invitation', accountsConfig.invitationsPerHour)

/** Replaces the actor's earlier invitation of the address. */
export class Invite {
  /** @throws RegistrationClosed, MayNotInvite, TooManyAttempts, ValidationFailed on `team` */
  async handle(actor: Actor, input: NewInvitation, outer?: Transaction): Promise<Invitation> {
    if (accountsConfig.registration === 'closed') throw new RegistrationClosed()
    if (actor.kind === 'user') await throttle.take(String(actor.user.id))

    return inTransaction(outer, async (trx) => {
      const { email, role = 'member', team: teamId = null } = input
      const teamRole = input.teamRole ?? 'member'
      if (teamId !== null) await findVisibleTeam(actor, teamId, trx)
      const offer = { role, teamId }
      if (actor.kind === 'user' && !(await mayInvite(actor.user, offer, trx))) {
        throw new MayNotInvite()
      }

      const createdById = actorId(actor)
      await Invitation.query({ client: trx })
        .withScopes((scopes) => scopes.pending())
        .where({ createdById, teamId, email })
        .delete()
      const invitation = new Invitation().useTransaction(trx).issueToken()
      await invitation.merge({ email, role, teamId, teamRole, createdById }).save()
      await append(trx, InvitationCreated.by(causeOf(actor), subjectOf(invitation)))
      return invitation
    })
  }
}
