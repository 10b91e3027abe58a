import type { Transaction } from '#core/database/transaction'
import { appUrl } from '#config/app'
import { asLine } from '#core/validation/lines'
import Invitation from '#teams/invitations/models/invitation'
import { isStillValid } from '#teams/invitations/queries/find_invitation'
import { AddressMail } from '#notifications/deliveries/mails/address_mail'
import type NotificationDelivery from '#notifications/deliveries/models/notification_delivery'

/** Null when the invitation is no longer valid. */
export async function invitationMail(delivery: NotificationDelivery, trx: Transaction) {
  const invitation = await Invitation.query({ client: trx })
    .withScopes((scopes) => scopes.pending())
    .where('id', delivery.invitationId ?? 0)
    .preload('team')
    .preload('createdBy')
    .first()
  if (!invitation || !(await isStillValid(invitation, trx))) return null

  const { team, createdBy, expiresAt, url } = invitation
  const who = asLine(createdBy?.displayName ?? 'An operator')
  return new AddressMail(delivery, {
    subject: `${who} invited you to ${team ? `join ${asLine(team.name)}` : 'Tasks'}`,
    lines: [
      `Accept the invitation at ${appUrl}. The link can be used once and expires on ${expiresAt.toUTC().toFormat('d LLLL yyyy')}.`,
    ],
    button: 'Accept invitation',
    url,
    footer: 'If you don’t know the sender, ignore this email.',
  })
}
