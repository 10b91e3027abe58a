import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import OutboxEvent from '#events/models/outbox_event'
import type { Transport } from '#events/transports/transport'

/** How many events are handed on in one transaction. */
const BATCH = 500

/** Hands the oldest unpublished events to the transport, and marks them as published. */
export class PublishBatch {
  constructor(private transport: Transport) {}

  /** Tells how many events it were. */
  async handle(): Promise<number> {
    return db.transaction(async (trx) => {
      const rows = await OutboxEvent.query({ client: trx })
        .whereNull('publishedAt')
        .orderBy('id')
        .limit(BATCH)
        .forUpdate()
      if (rows.length === 0) return 0

      const events = rows.map((row) => row.toEvent())
      await this.transport.publish(events, trx)
      await OutboxEvent.query({ client: trx })
        .whereIn(
          'event_id',
          events.map(({ id }) => id)
        )
        .update({ publishedAt: DateTime.utc() })
      return rows.length
    })
  }
}
