import { OutboxSchema } from '#database/schema'
import { scope } from '@adonisjs/lucid/orm'
import type { Event } from '#events/event'

/** An event as the action's transaction left it; unpublished until the relay handed it on. */
export default class OutboxEvent extends OutboxSchema {
  static table = 'outbox'

  declare payload: Record<string, unknown>

  /** Published, and handled or discarded by every consumer that it was handed to. */
  static handled = scope((query) => {
    query
      .whereNotNull('outbox.published_at')
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
      requestId: this.requestId,
      occurredAt: this.occurredAt,
    }
  }
}
