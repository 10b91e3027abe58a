import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import Task from '#tasks/tasks/models/task'
import { append } from '#events/outbox'
import { subjectOf, TaskOverdue } from '#tasks/history/events/task_events'

/** How many tasks are marked in one transaction. */
const BATCH = 500

/**
 * Marks the tasks that have become overdue and tells the outbox, once for each due date: one that
 * is marked is passed over until its due date moves.
 */
export class CheckOverdueTasks {
  /** How many tasks would be marked. */
  async count(): Promise<number> {
    const { $extras } = await this.#unmarked().count('* as total').firstOrFail()
    return $extras.total
  }

  /** Tells how many tasks were marked. */
  async handle(): Promise<number> {
    let marked = 0
    let batch
    do marked += batch = await this.#markBatch()
    while (batch === BATCH)
    return marked
  }

  async #markBatch(): Promise<number> {
    return db.transaction(async (trx) => {
      const tasks = await this.#unmarked()
        .useTransaction(trx)
        .orderBy('due_date')
        .limit(BATCH)
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
