import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { countAll } from '#core/database/count_all'
import eventsConfig from '#config/events'
import OutboxEvent from '#events/models/outbox_event'
import { EraseEvents } from '#events/actions/erase_events'

/** How many events are erased in one transaction. */
const BATCH = 1_000

/** Erases the events that happened long ago and that every consumer has handled. */
export class CleanupEvents {
  /** How many events would be erased. */
  async count(): Promise<number> {
    return countAll(this.#old().withScopes((scopes) => scopes.handled()))
  }

  /** Tells how many events were erased; `onBatch` is called with that number as it grows. */
  async handle(onBatch: (erased: number) => void = () => {}): Promise<number> {
    let erased = 0
    let batch
    do {
      erased += batch = await db.transaction((trx) =>
        new EraseEvents().handle(this.#old().orderBy('occurred_at').limit(BATCH), trx)
      )
      onBatch(erased)
    } while (batch === BATCH)
    return erased
  }

  #old() {
    const before = DateTime.utc().minus({ days: eventsConfig.keepDays })
    return OutboxEvent.query().where('occurred_at', '<', before.toSQL())
  }
}
