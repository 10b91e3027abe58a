import { DateTime } from 'luxon'
import { countAll } from '#core/database/count_all'
import { inBatches } from '#core/database/in_batches'
import { inTransaction, type Transaction } from '#core/database/transaction'
import eventsConfig from '#config/events'
import OutboxEvent from '#events/models/outbox_event'
import { EraseEvents } from '#events/actions/erase_events'

const BATCH = 1_000

export class CleanupEvents {
  async count(): Promise<number> {
    return countAll(this.#old().withScopes((scopes) => scopes.handled()))
  }

  /** `onBatch` receives the running total, which is returned. */
  async handle(onBatch?: (erased: number) => void, outer?: Transaction): Promise<number> {
    const erase = (limit: number) =>
      inTransaction(outer, (trx) =>
        new EraseEvents().handle(this.#old().orderBy('occurred_at').limit(limit), trx)
      )
    return inBatches(BATCH, erase, onBatch)
  }

  #old() {
    const before = DateTime.utc().minus({ days: eventsConfig.keepDays })
    return OutboxEvent.query().where('occurred_at', '<', before.toSQL())
  }
}
