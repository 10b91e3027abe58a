import { DateTime } from 'luxon'
import OutboxEvent from '#events/models/outbox_event'
import type { Transport } from '#events/transports/transport'

const BATCH = 500

/** Passes the oldest unpublished events to the transport, and marks those that it acknowledged. */
export class PublishBatch {
  constructor(private transport: Transport) {}

  /** Returns the number of events published. Dying before they are marked publishes them again. */
  async handle(): Promise<number> {
    const rows = await OutboxEvent.query().whereNull('publishedAt').orderBy('id').limit(BATCH)
    if (rows.length === 0) return 0

    const acknowledged = await this.transport.publish(rows.map((row) => row.toEvent()))
    await OutboxEvent.query()
      .whereRaw('event_id = any(?)', [acknowledged])
      .update({ publishedAt: DateTime.utc() })
    return acknowledged.length
  }
}
