import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { AfterCommit, Consumer } from '#events/consumer'
import InboxEntry from '#events/models/inbox_entry'
import { claimPending } from '#events/queries/claim_pending'
import { withRequestId } from '#core/http/request_id'

/** How many events a consumer handles in one transaction. */
const BATCH = 100

/** Lets a consumer handle the next events of its inbox, each effect with the note that it is done. */
export class ConsumeBatch {
  #afterCommit: AfterCommit[] = []

  /** Tells how many events it took, those at which it failed among them. */
  async handle(consumer: Consumer): Promise<number> {
    const taken = await db.transaction(async (trx) => {
      const entries = await claimPending(consumer.name, BATCH, trx)
      const handled: InboxEntry[] = []
      for (const entry of entries) {
        if (await this.#attempt(consumer, entry, trx)) handled.push(entry)
      }
      await InboxEntry.finish(consumer.name, handled, trx)
      return entries.length
    })
    for (const act of this.#afterCommit) {
      await act().catch((error) => logger.warn({ err: error }, 'not done after the commit'))
    }
    return taken
  }

  /** The effect stands in a savepoint: one that fails takes nothing of the others with it. */
  async #attempt(consumer: Consumer, entry: InboxEntry, trx: TransactionClientContract) {
    const event = entry.event.toEvent()
    try {
      const asCaused = <T>(work: () => T) => withRequestId(event.requestId ?? event.id, work)
      const afterCommit = await asCaused(() =>
        trx.transaction((savepoint) => consumer.handle(event, savepoint))
      )
      if (afterCommit) this.#afterCommit.push(() => asCaused(afterCommit))
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
