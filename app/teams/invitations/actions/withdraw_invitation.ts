import { inTransaction, type Transaction } from '#core/database/transaction'
import { append } from '#events/outbox'
import { causeOf, type Actor } from '#accounts/users/actor'
import Invitation from '#teams/invitations/models/invitation'
import { subjectOf, InvitationWithdrawn } from '#teams/invitations/events/invitation_events'

export class WithdrawInvitation {
  async handle(actor: Actor, { id }: Invitation, outer?: Transaction): Promise<void> {
    await inTransaction(outer, async (trx) => {
      const invitation = await Invitation.query({ client: trx }).where('id', id).forUpdate().first()
      if (!invitation) return

      await invitation.delete()
      await append(trx, InvitationWithdrawn.by(causeOf(actor), subjectOf(invitation)))
    })
  }
}
