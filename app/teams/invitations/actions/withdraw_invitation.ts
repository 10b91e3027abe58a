import db from '@adonisjs/lucid/services/db'
import { append } from '#events/outbox'
import type User from '#accounts/users/models/user'
import type Invitation from '#teams/invitations/models/invitation'
import { subjectOf, InvitationWithdrawn } from '#teams/invitations/events/invitation_events'

/** Takes an invitation back: its link leads nowhere, and its mail isn't sent if it still waits. */
export class WithdrawInvitation {
  async handle(actor: User, invitation: Invitation): Promise<void> {
    await db.transaction(async (trx) => {
      await invitation.useTransaction(trx).delete()
      await append(trx, InvitationWithdrawn.by(actor.id, subjectOf(invitation)))
    })
  }
}
