import { DateTime } from 'luxon'
import type { Consumer } from '#events/consumer'
import InboxEntry from '#events/models/inbox_entry'
import type { Subscription } from '#events/transports/transport'

/** Puts what the transport has for a consumer into its inbox. What is there already stays as it is. */
export class ReceiveBatch {
  static size = 500

  constructor(private subscription: Subscription) {}

  /** Returns the number of events received, including those that the consumer doesn't want. */
  handle(consumer: Consumer): Promise<number> {
    return this.subscription.receive((deliveries, trx) => {
      const wanted = deliveries
        .map(({ event }) => event)
        .filter(({ name }) => consumer.events.includes(name))
      return InboxEntry.add(consumer.name, wanted, DateTime.utc(), trx)
    }, ReceiveBatch.size)
  }
}
