import { DateTime } from 'luxon'
import OutboxEvent from '#events/models/outbox_event'
import type { Transport } from '#events/transports/transport'

const BATCH = 500

export class PublishBatch {
  constructor(private transport: Transport) {}

  /** A crash before they are marked publishes them again. */
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
