import type { Transaction } from '#core/database/transaction'
import type { Event } from '#events/event'
import type { Consumer } from '#events/consumer'
import type { EventType } from '#events/catalogue/event_type'

export type Handler<Payload> = (event: Event<Payload>, trx: Transaction) => Promise<void>

interface Subscription {
  name: string
  handle: Handler<unknown>
}

export function on<Payload>(type: EventType<Payload>, handler: Handler<Payload>): Subscription {
  return {
    name: type.name,
    handle: (event, trx) => handler({ ...event, ...type.read(event) }, trx),
  }
}

/** The `events` and `handle` of a consumer. */
export function handlersOf(...subscriptions: Subscription[]): Pick<Consumer, 'events' | 'handle'> {
  const handlers = new Map(subscriptions.map(({ name, handle }) => [name, handle]))
  if (handlers.size < subscriptions.length)
    throw new Error('Two handlers are registered for the same event')
  return {
    events: [...handlers.keys()],
    handle: (event, trx) => handlers.get(event.name)!(event, trx),
  }
}
