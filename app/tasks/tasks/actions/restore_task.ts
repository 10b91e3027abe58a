import { inTransaction, type Transaction } from '#core/database/transaction'
import type { Actor } from '#accounts/users/actor'
import Task from '#tasks/tasks/models/task'
import { ExpectedVersion } from '#api/concurrency/expected_version'
import { changeTask } from '#tasks/changes/change_task'
import { columnsOf } from '#tasks/tasks/task_columns'

export class RestoreTask {
  /** @throws StaleVersion, PreconditionFailed */
  async handle(
    actor: Actor,
    { id }: Task,
    seen = new ExpectedVersion(),
    outer?: Transaction
  ): Promise<Task> {
    return inTransaction(outer, async (trx) => {
      const task = await Task.lock(id, trx, Task.queryWithDeleted({ client: trx }))
      seen.assertCurrent(task.version)
      if (!task.isDeleted) return task

      return changeTask({ actor, action: 'restored', input: {}, trx }, () => ({
        task,
        before: columnsOf(task),
      }))
    })
  }
}
