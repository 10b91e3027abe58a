import type { Consumer } from '#events/consumer'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { handlersOf, on } from '#events/handlers'
import User from '#accounts/users/models/user'
import { UserConfirmationRequested } from '#accounts/users/events/user_events'
import Invitation from '#teams/invitations/models/invitation'
import { InvitationCreated } from '#teams/invitations/events/invitation_events'
import { MailAddress, type AddressedMail } from '#notifications/deliveries/actions/mail_address'
import DeliverMailJob from '#notifications/deliveries/jobs/deliver_mail_job'

export const mailAddresses: Consumer = {
  name: 'address_mails',
  ...handlersOf(
    on(InvitationCreated, async ({ payload }, trx) => {
      const invitation = await Invitation.find(payload.invitation.id, { client: trx })
      if (!invitation) return
      const { id: invitationId, email: recipient } = invitation
      return send({ purpose: 'invitation', recipient, invitationId }, trx)
    }),
    on(UserConfirmationRequested, async ({ payload }, trx) => {
      const user = await User.find(payload.user.id, { client: trx })
      if (!user || user.emailVerifiedAt) return
      const { id: userId, email: recipient } = user
      return send({ purpose: 'confirmation', recipient, userId }, trx)
    })
  ),
}

async function send(mail: AddressedMail, trx: TransactionClientContract) {
  const delivery = await new MailAddress().handle(mail, trx)
  if (delivery) return () => DeliverMailJob.dispatchFor([delivery])
}
