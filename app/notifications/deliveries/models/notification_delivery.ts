import { DateTime } from 'luxon'
import { NotificationDeliverySchema } from '#database/schema'
import { belongsTo, hasMany, scope } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import { backoff } from '#core/concurrency/backoff'
import User from '#accounts/users/models/user'
import Notification from '#notifications/notifications/models/notification'

export const DELIVERY_STATUSES = ['queued', 'sent', 'logged', 'failed', 'cancelled'] as const
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]

/** How long temporary failures are tried again, in hours from the first attempt. */
const RETRY_HOURS = 24
const PAUSES = { firstMs: 60_000, longestMs: 2 * 60 * 60_000 }

/** One mail, from the moment it is wanted until its fate is known. */
export default class NotificationDelivery extends NotificationDeliverySchema {
  declare status: DeliveryStatus
  declare purpose: 'notifications' | 'invitation' | 'confirmation'

  /** Null for an invitation: who gets it may have no account. */

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  /** What the mail tells; several changes of one task within a short time are one mail. */
  @hasMany(() => Notification, { foreignKey: 'deliveryId' })
  declare notifications: HasMany<typeof Notification>

  static due = scope((query) => {
    query
      .where('notification_deliveries.status', 'queued')
      .where('notification_deliveries.next_attempt_at', '<=', DateTime.utc().toISO()!)
  })

  /** What has become of it, as people read it. */
  get outcome(): string {
    switch (this.status) {
      case 'queued':
        return this.attempts > 0 ? 'Will be tried again' : 'Waiting to be sent'
      case 'sent':
        return 'Sent: the mail server took it'
      case 'logged':
        return 'Written to the log, no mail server configured'
      case 'failed':
        return 'Failed'
      case 'cancelled':
        return 'Cancelled: nothing left to tell'
    }
  }

  /** The address that it goes to. */
  get address(): string {
    return this.recipient ?? this.user.email
  }

  /** What it is about: the task as it is called now, or the day. */
  get topic(): string {
    if (this.purpose === 'invitation') return 'Invitation'
    if (this.purpose === 'confirmation') return 'Confirmation of the address'

    const last = this.notifications.at(-1)
    if (!last) return 'Nothing any more'
    return last.kind === 'daily_summary' ? 'Daily summary' : last.title
  }

  /** The mail server took it; `response` is what it said. */
  markSent(response: string) {
    this.#end('sent', response)
    this.sentAt = DateTime.utc()
  }

  /** No mail server is configured, and the mail stands in the log instead. */
  markLogged() {
    this.#end('logged', 'No SMTP server is configured: the mail was written to the log')
  }

  /** The server refuses it for good, or for longer than anybody waits. */
  markFailed(response: string) {
    this.#end('failed', response)
  }

  /** What it was to tell is gone, or is no longer for the recipient to see. */
  markCancelled() {
    this.#end('cancelled', 'Nothing that it was to tell can be seen by the recipient any more')
  }

  /** The server can't take it now: it is tried again, with longer and longer pauses, for a day. */
  postpone(response: string) {
    this.#note(response)
    const next = DateTime.utc().plus(backoff(this.attempts, PAUSES))
    if (next > this.firstAttemptAt!.plus({ hours: RETRY_HOURS })) this.markFailed(response)
    else this.nextAttemptAt = next
  }

  /** An operator wants it sent (again) as soon as possible. */
  requeue() {
    this.status = 'queued'
    this.attempts = 0
    this.firstAttemptAt = null
    this.sentAt = null
    this.nextAttemptAt = DateTime.utc()
  }

  /** A new attempt begins. */
  begin() {
    this.attempts++
    this.firstAttemptAt ??= DateTime.utc()
  }

  #end(status: DeliveryStatus, response: string) {
    this.#note(response)
    this.status = status
    this.nextAttemptAt = null
  }

  #note(response: string) {
    this.response = response.slice(0, 2_000)
  }
}
