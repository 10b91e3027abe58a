import { DateTime } from 'luxon'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Event } from '#events/event'
import { allConsumers, type Consumer } from '#events/consumer'
import InboxEntry from '#events/models/inbox_entry'
import { claimPending } from '#events/queries/claim_pending'
import { withRequestId } from '#core/request_id'
import type { Transport } from '#events/transports/transport'

/** How many events a consumer handles in one transaction. */
const BATCH = 100

/** PostgreSQL itself carries the events: publishing one is putting it into its consumers' inboxes. */
export class PostgresTransport implements Transport {
  async publish(events: Event[], trx: TransactionClientContract) {
    const nextAttemptAt = DateTime.utc()
    const entries = allConsumers().flatMap((consumer) =>
      events
        .filter((event) => consumer.events.includes(event.name))
        .map(({ id, key, position }) => ({
          consumer: consumer.name,
          eventId: id,
          key,
          position,
          nextAttemptAt,
        }))
    )
    if (entries.length > 0) await InboxEntry.createMany(entries, { client: trx })
  }

  async consume() {
    let handled = 0
    for (const consumer of allConsumers()) handled += await this.#consumeBatch(consumer)
    return handled
  }

  async #consumeBatch(consumer: Consumer) {
    return db.transaction(async (trx) => {
      const entries = await claimPending(consumer.name, BATCH, trx)
      const handled: InboxEntry[] = []
      for (const entry of entries) {
        if (await this.#handle(consumer, entry, trx)) handled.push(entry)
      }
      await InboxEntry.finish(consumer.name, handled, trx)
      return entries.length
    })
  }

  /** The effect stands in a savepoint: one that fails takes nothing of the others with it. */
  async #handle(consumer: Consumer, entry: InboxEntry, trx: TransactionClientContract) {
    const event = entry.event.toEvent()
    try {
      await withRequestId(event.requestId ?? event.id, () =>
        trx.transaction((savepoint) => consumer.handle(event, savepoint))
      )
      return true
    } catch (error) {
      logger.error(
        { err: error, consumer: consumer.name, event: event.id, request: event.requestId },
        `${consumer.name} failed at ${event.name}`
      )
      await entry.fail(error as Error)
      return false
    }
  }
}
