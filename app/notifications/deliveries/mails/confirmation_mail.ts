import { appUrl } from '#config/app'
import { signedUrl } from '#core/http/signed_url'
import { AddressMail } from '#notifications/deliveries/mails/address_mail'
import type NotificationDelivery from '#notifications/deliveries/models/notification_delivery'

/** Null when the address is confirmed already. */
export function confirmationMail(delivery: NotificationDelivery) {
  const { user, recipient } = delivery
  if (user.emailVerifiedAt || user.email !== recipient) return null

  return new AddressMail(delivery, {
    subject: 'Confirm your e-mail address',
    lines: [
      `Somebody gave this address for the account ${user.username} at ${appUrl}.`,
      'Confirm that it is yours, and mails about your tasks come here. The link is good for three days.',
    ],
    button: 'Confirm the address',
    url: signedUrl('email.confirm', { user: user.id, email: user.email }, '3 days'),
    footer: 'If that wasn’t you, do nothing: no other mails come.',
  })
}
