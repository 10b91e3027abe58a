import { DateTime } from 'luxon'
import type { Consumer } from '#events/consumer'
import InboxEntry from '#events/models/inbox_entry'
import type { Subscription } from '#events/transports/transport'

/** Idempotent: redelivered events are in the inbox already. */
export class ReceiveBatch {
  static size = 500

  constructor(private subscription: Subscription) {}

  handle(consumer: Consumer): Promise<number> {
    return this.subscription.receive((deliveries, trx) => {
      const wanted = deliveries
        .map(({ event }) => event)
        .filter(({ name }) => consumer.events.includes(name))
      return InboxEntry.add(consumer.name, wanted, DateTime.utc(), trx)
    }, ReceiveBatch.size)
  }
}
