import { inTransaction, type Transaction } from '#core/database/transaction'
import type { Actor } from '#accounts/users/actor'
import Task from '#tasks/tasks/models/task'
import { ExpectedVersion } from '#api/concurrency/expected_version'
import { findLists } from '#tasks/tasks/queries/find_lists'
import { changeTask } from '#tasks/changes/change_task'
import { columnsOf } from '#tasks/tasks/task_columns'
import type { TaskInput } from '#tasks/tasks/task_fields'

/** An update without changes is not recorded. */
export class UpdateTask {
  /**
   * Concurrent updates of different fields both succeed.
   * @throws E_ROW_NOT_FOUND, StaleVersion, PreconditionFailed, ValidationFailed, NotOnTeam
   */
  async handle(
    actor: Actor,
    { id }: Task,
    input: Partial<TaskInput>,
    seen = new ExpectedVersion(),
    outer?: Transaction
  ): Promise<Task> {
    return inTransaction(outer, (trx) =>
      changeTask({ actor, action: 'updated', input, trx }, async () => {
        const task = await Task.lock(id, trx)
        // The actor may have lost access while waiting for the lock.
        const lists = await findLists(actor, id, trx)
        seen.assertCurrent(task.version)
        return { task, before: { ...columnsOf(task), ...lists } }
      })
    )
  }
}
