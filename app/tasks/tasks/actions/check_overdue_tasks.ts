import { DateTime } from 'luxon'
import { countAll } from '#core/database/count_all'
import { inBatches } from '#core/database/in_batches'
import { inTransaction, type Transaction } from '#core/database/transaction'
import Task from '#tasks/tasks/models/task'
import { append } from '#events/outbox'
import { subjectOf, TaskOverdue } from '#tasks/history/events/task_events'

const BATCH = 500

/** Once per due date. */
export class CheckOverdueTasks {
  async count(): Promise<number> {
    return countAll(this.#unmarked())
  }

  async handle(outer?: Transaction): Promise<number> {
    return inBatches(BATCH, (limit) => this.#markBatch(limit, outer))
  }

  async #markBatch(limit: number, outer?: Transaction): Promise<number> {
    return inTransaction(outer, async (trx) => {
      const tasks = await this.#unmarked()
        .useTransaction(trx)
        .orderBy('due_date')
        .limit(limit)
        .forUpdate()
        .skipLocked()
      await Task.query({ client: trx })
        .whereIn(
          'id',
          tasks.map(({ id }) => id)
        )
        .update({ overdueAt: DateTime.utc() })
      await append(trx, ...tasks.map((task) => TaskOverdue.by('overdue check', subjectOf(task))))
      return tasks.length
    })
  }

  #unmarked() {
    return Task.query()
      .withScopes((scopes) => scopes.overdue())
      .where('isArchived', false)
      .whereNull('overdueAt')
  }
}
