import type { Consumer } from '#events/consumer'
import { handlersOf, on } from '#events/handlers'
import User from '#accounts/users/models/user'
import { UserConfirmationRequested } from '#accounts/users/events/user_events'
import Invitation from '#teams/invitations/models/invitation'
import { InvitationCreated } from '#teams/invitations/events/invitation_events'
import { MailAddress } from '#notifications/deliveries/actions/mail_address'

export const mailAddresses: Consumer = {
  name: 'address_mails',
  ...handlersOf(
    on(InvitationCreated, async ({ payload }, trx) => {
      const invitation = await Invitation.find(payload.invitation.id, { client: trx })
      if (!invitation) return
      const { id: invitationId, email: recipient } = invitation
      await new MailAddress().handle({ purpose: 'invitation', recipient, invitationId }, trx)
    }),
    on(UserConfirmationRequested, async ({ payload }, trx) => {
      const user = await User.find(payload.user.id, { client: trx })
      if (!user || user.emailVerifiedAt) return
      const { id: userId, email: recipient } = user
      await new MailAddress().handle({ purpose: 'confirmation', recipient, userId }, trx)
    })
  ),
}
