import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { InboxSchema } from '#database/schema'
import { belongsTo, column } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { Transaction } from '#core/database/transaction'
import type { Event } from '#events/event'
import OutboxEvent from '#events/models/outbox_event'
import { backoff } from '#core/concurrency/backoff'

const PAUSES = { firstMs: 1_000, longestMs: 60 * 60 * 1_000 }

export type InboxStatus = 'pending' | 'done' | 'dead' | 'discarded'

/** A dead letter is an entry with the status `dead`. */
export default class InboxEntry extends InboxSchema {
  static table = 'inbox'

  /** Failures before it becomes a dead letter. */
  static maximumAttempts = 10

  declare status: InboxStatus

  // Lucid saves by one column, but the key has two: see #change.
  @column({ isPrimary: true })
  declare eventId: string

  @belongsTo(() => OutboxEvent, { foreignKey: 'eventId', localKey: 'eventId' })
  declare event: BelongsTo<typeof OutboxEvent>

  /** Idempotent. */
  static async add(consumer: string, events: Event[], due: DateTime, trx?: Transaction) {
    if (events.length === 0) return
    const entries = events.map(({ id, key, position }) => ({
      consumer,
      event_id: id,
      key,
      position,
      next_attempt_at: due.toSQL(),
    }))
    await (trx ?? db.connection())
      .knexQuery()
      .table(this.table)
      .insert(entries)
      .onConflict(['consumer', 'event_id'])
      .ignore()
  }

  static async finish(consumer: string, entries: InboxEntry[], trx: Transaction) {
    if (entries.length === 0) return
    await this.query({ client: trx })
      .where({ consumer })
      .whereIn(
        'event_id',
        entries.map((entry) => entry.eventId)
      )
      .update({ status: 'done', error: null, finished_at: DateTime.utc().toSQL() })
  }

  /** Retried with exponential backoff, or given up. */
  async fail(error: Error) {
    const attempts = this.attempts + 1
    await this.#change({
      attempts,
      error: `${error.name}: ${error.message}`.slice(0, 2_000),
      next_attempt_at: DateTime.utc().plus(backoff(attempts, PAUSES)).toSQL(),
      status: attempts >= InboxEntry.maximumAttempts ? 'dead' : 'pending',
    })
  }

  async retry() {
    await this.#change(
      { status: 'pending', attempts: 0, next_attempt_at: DateTime.utc().toSQL() },
      'dead'
    )
  }

  async discard() {
    await this.#change({ status: 'discarded', finished_at: DateTime.utc().toSQL() }, 'dead')
  }

  /** `only`: unless another process has changed the status meanwhile. */
  async #change(values: Record<string, unknown>, only?: InboxStatus) {
    await InboxEntry.query({ client: this.$trx })
      .where({ consumer: this.consumer, eventId: this.eventId })
      .if(only, (query) => query.where('status', only!))
      .update(values)
  }
}
