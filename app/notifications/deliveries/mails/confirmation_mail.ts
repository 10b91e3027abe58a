import { appUrl } from '#config/app'
import { signedUrl } from '#core/http/signed_url'
import { AddressMail } from '#notifications/deliveries/mails/address_mail'
import type NotificationDelivery from '#notifications/deliveries/models/notification_delivery'

/** Null when the address is confirmed already. */
export function confirmationMail(delivery: NotificationDelivery) {
  const { user, recipient } = delivery
  if (user.emailVerifiedAt || user.email !== recipient) return null

  return new AddressMail(delivery, {
    subject: 'Confirm your email address',
    lines: [
      `The account ${user.username} at ${appUrl} uses this email address.`,
      'Confirm it to receive notifications about your tasks here. The link expires in three days.',
    ],
    button: 'Confirm email address',
    url: signedUrl('email.confirm', { user: user.id, email: user.email }, '3 days'),
    footer: 'If this wasn’t you, ignore this email. No notifications will be sent to this address.',
  })
}
