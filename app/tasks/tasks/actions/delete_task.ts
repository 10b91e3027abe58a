import { inTransaction, type Transaction } from '#core/database/transaction'
import type { Actor } from '#accounts/users/actor'
import Task from '#tasks/tasks/models/task'
import { ExpectedVersion } from '#api/concurrency/expected_version'
import { changeTask } from '#tasks/changes/change_task'
import { columnsOf } from '#tasks/tasks/task_columns'

export class DeleteTask {
  /** @throws StaleVersion, PreconditionFailed */
  async handle(
    actor: Actor,
    { id }: Task,
    seen = new ExpectedVersion(),
    outer?: Transaction
  ): Promise<void> {
    await inTransaction(outer, (trx) =>
      changeTask({ actor, action: 'deleted', input: {}, trx }, async () => {
        const task = await Task.lock(id, trx)
        seen.assertCurrent(task.version)
        return { task, before: columnsOf(task) }
      })
    )
  }
}
