import logger from '@adonisjs/core/services/logger'
import { inSavepoint, inTransaction, type Transaction } from '#core/database/transaction'
import type { Consumer } from '#events/consumer'
import InboxEntry from '#events/models/inbox_entry'
import { claimPending } from '#events/queries/claim_pending'
import { withRequestId } from '#core/http/request_id'

const BATCH = 100

/** Each effect commits with the mark that it was handled. */
export class ConsumeBatch {
  /** Returns the number of events taken, failed ones included; `signal` ends the batch early. */
  async handle(consumer: Consumer, signal?: AbortSignal): Promise<number> {
    return inTransaction(undefined, async (trx) => {
      const entries = await claimPending(consumer.name, consumer.batchSize ?? BATCH, trx)
      const handled: InboxEntry[] = []
      for (const entry of entries) {
        if (signal?.aborted) break
        if (await this.#attempt(consumer, entry, trx)) handled.push(entry)
      }
      await InboxEntry.finish(consumer.name, handled, trx)
      return entries.length
    })
  }

  /** In a savepoint, so that a failure rolls back nothing of the others. */
  async #attempt(consumer: Consumer, entry: InboxEntry, trx: Transaction) {
    const event = entry.event.toEvent()
    try {
      await withRequestId(event.requestId ?? event.id, () =>
        inSavepoint(trx, (savepoint) => consumer.handle(event, savepoint))
      )
      return true
    } catch (error) {
      logger.error(
        {
          err: error,
          consumer: consumer.name,
          event: event.id,
          request_id: event.requestId ?? event.id,
        },
        `${consumer.name} failed at ${event.name}`
      )
      await entry.fail(error as Error)
      return false
    }
  }
}
