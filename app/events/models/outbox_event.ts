import { OutboxSchema } from '#database/schema'
import { scope } from '@adonisjs/lucid/orm'
import type { Event } from '#events/event'
import { allConsumers } from '#events/consumer'

export default class OutboxEvent extends OutboxSchema {
  static table = 'outbox'

  declare payload: Record<string, unknown>

  /** Published, received by every consumer, and handled or discarded. */
  static handled = scope((query) => {
    query
      .whereNotNull('outbox.published_at')
      .whereRaw(
        `not exists (
           select from event_log
             cross join unnest(?::text[]) as consumer
             left join event_positions using (consumer)
            where event_log.event_id = outbox.event_id
              and event_log.position > coalesce(event_positions.position, 0))`,
        [allConsumers().map(({ name }) => name)]
      )
      .whereNotExists((entry) =>
        entry
          .from('inbox')
          .whereColumn('inbox.event_id', 'outbox.event_id')
          .whereIn('inbox.status', ['pending', 'dead'])
      )
  })

  toEvent(): Event {
    return {
      id: this.eventId,
      name: this.name,
      version: this.version,
      key: this.key,
      position: this.id,
      payload: this.payload,
      actorId: this.actorId,
      source: this.source,
      requestId: this.requestId,
      occurredAt: this.occurredAt,
    }
  }
}
