import { DateTime } from 'luxon'
import { NotificationDeliverySchema } from '#database/schema'
import { belongsTo, hasMany, scope } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import { backoff } from '#core/concurrency/backoff'
import User from '#accounts/users/models/user'
import Notification from '#notifications/notifications/models/notification'

export const DELIVERY_STATUSES = ['queued', 'sent', 'logged', 'failed', 'cancelled'] as const
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]

/** Since the first attempt. */
const RETRY_HOURS = 24
const PAUSES = { firstMs: 60_000, longestMs: 2 * 60 * 60_000 }

export default class NotificationDelivery extends NotificationDeliverySchema {
  declare status: DeliveryStatus
  declare purpose: 'notifications' | 'invitation' | 'confirmation'

  /** Null for invitations. */
  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  /** Several within a short time share a mail. */
  @hasMany(() => Notification, { foreignKey: 'deliveryId' })
  declare notifications: HasMany<typeof Notification>

  static due = scope((query) => {
    query
      .where('notification_deliveries.status', 'queued')
      .where('notification_deliveries.next_attempt_at', '<=', DateTime.utc().toISO()!)
  })

  get outcome(): string {
    switch (this.status) {
      case 'queued':
        return this.attempts > 0 ? 'Will be retried' : 'Queued'
      case 'sent':
        return 'Sent: accepted by the mail server'
      case 'logged':
        return 'Logged: no mail server configured'
      case 'failed':
        return 'Failed'
      case 'cancelled':
        return 'Cancelled: no longer relevant'
    }
  }

  get isDue(): boolean {
    return this.nextAttemptAt !== null && this.nextAttemptAt <= DateTime.utc()
  }

  get address(): string {
    return this.recipient ?? this.user.email
  }

  get topic(): string {
    if (this.purpose === 'invitation') return 'Invitation'
    if (this.purpose === 'confirmation') return 'Email confirmation'

    const last = this.notifications.at(-1)
    if (!last) return 'No longer relevant'
    return last.kind === 'daily_summary' ? 'Daily summary' : last.title
  }

  markSent(response: string) {
    this.#end('sent', response)
    this.sentAt = DateTime.utc()
  }

  /** No mail server is configured: the mail is in the log. */
  markLogged() {
    this.#end('logged', 'The email was written to the log.')
  }

  markFailed(response: string) {
    this.#end('failed', response)
  }

  markCancelled() {
    this.#end(
      'cancelled',
      this.purpose === 'invitation'
        ? 'The invitation is no longer valid.'
        : 'The recipient no longer has access to the content of this email.'
    )
  }

  /** Retried with exponential backoff for a day. */
  postpone(response: string) {
    this.#note(response)
    const next = DateTime.utc().plus(backoff(this.attempts, PAUSES))
    if (next > this.firstAttemptAt!.plus({ hours: RETRY_HOURS })) this.markFailed(response)
    else this.nextAttemptAt = next
  }

  requeue() {
    this.status = 'queued'
    this.attempts = 0
    this.firstAttemptAt = null
    this.sentAt = null
    this.nextAttemptAt = DateTime.utc()
  }

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
