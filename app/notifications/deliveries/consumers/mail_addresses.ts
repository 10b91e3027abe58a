import type { Event } from '#events/event'
import type { Consumer } from '#events/consumer'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import User from '#accounts/users/models/user'
import Invitation from '#teams/invitations/models/invitation'
import { MailAddress } from '#notifications/deliveries/actions/mail_address'
import DeliverMailJob from '#notifications/deliveries/jobs/deliver_mail_job'

/** Sends the mails by which people are invited and confirm their addresses. */
export const mailAddresses: Consumer = {
  name: 'address_mails',
  events: ['invitation.created', 'user.confirmation_requested'],

  async handle(event, trx) {
    const mail = await mailOf(event, trx)
    const delivery = mail && (await new MailAddress().handle(mail, trx))
    if (delivery) return () => DeliverMailJob.dispatchFor([delivery])
  },
}

async function mailOf({ name, payload }: Event, trx: TransactionClientContract) {
  if (name === 'invitation.created') {
    const { id } = payload.invitation as { id: number }
    const invitation = await Invitation.find(id, { client: trx })
    return (
      invitation && {
        purpose: 'invitation' as const,
        recipient: invitation.email,
        invitationId: id,
      }
    )
  }
  const { id } = payload.user as { id: number }
  const user = await User.find(id, { client: trx })
  if (!user || user.emailVerifiedAt) return null
  return { purpose: 'confirmation' as const, recipient: user.email, userId: id }
}
