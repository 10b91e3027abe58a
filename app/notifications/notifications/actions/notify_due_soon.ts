import { inBatches } from '#core/database/in_batches'
import { inTransaction, type Transaction } from '#core/database/transaction'
import { Notify } from '#notifications/notifications/actions/notify'
import { tasksDueSoon, type DueSoon } from '#notifications/notifications/queries/tasks_due_soon'

const BATCH = 500

/** Once per due date. */
export class NotifyDueSoon {
  /** Returns the number of notifications. */
  async handle(trx?: Transaction): Promise<number> {
    let notified = 0
    await inBatches(BATCH, async (limit) => {
      const batch = await tasksDueSoon(limit, trx)
      for (const each of batch) if (await this.#notify(each, trx)) notified++
      return batch.length
    })
    return notified
  }

  #notify({ userId, taskId, dueDate, cause }: DueSoon, outer?: Transaction) {
    const facts = { due_date: dueDate.toISOString() }
    const message = { userId, kind: 'due_soon' as const, cause, taskId, actorId: null, facts }
    return inTransaction(outer, (trx) => new Notify().handle(message, trx))
  }
}
