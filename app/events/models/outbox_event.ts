import { OutboxSchema } from '#database/schema'
import type { Event } from '#events/event'

/** An event as the action's transaction left it; unpublished until the relay handed it on. */
export default class OutboxEvent extends OutboxSchema {
  static table = 'outbox'

  declare payload: Record<string, unknown>

  toEvent(): Event {
    return {
      id: this.eventId,
      name: this.name,
      key: this.key,
      position: this.id,
      payload: this.payload,
      actorId: this.actorId,
      requestId: this.requestId,
      occurredAt: this.occurredAt,
    }
  }
}
