import { DateTime } from 'luxon'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Event } from '#events/event'
import { allConsumers } from '#events/consumer'
import InboxEntry from '#events/models/inbox_entry'
import { ConsumeBatch } from '#events/actions/consume_batch'
import type { Transport } from '#events/transports/transport'

/** PostgreSQL itself carries the events: publishing one is putting it into its consumers' inboxes. */
export class PostgresTransport implements Transport {
  async publish(events: Event[], trx: TransactionClientContract) {
    const nextAttemptAt = DateTime.utc().toSQL()
    const entries = allConsumers().flatMap((consumer) =>
      events
        .filter((event) => consumer.events.includes(event.name))
        .map(({ id, key, position }) => ({
          consumer: consumer.name,
          event_id: id,
          key,
          position,
          next_attempt_at: nextAttemptAt,
        }))
    )
    if (entries.length > 0) await trx.insertQuery().table(InboxEntry.table).multiInsert(entries)
  }

  async consume() {
    let handled = 0
    for (const consumer of allConsumers()) handled += await new ConsumeBatch().handle(consumer)
    return handled
  }
}
