import { inTransaction, type Transaction } from '#core/database/transaction'
import type { Actor } from '#accounts/users/actor'
import Task from '#tasks/tasks/models/task'
import { SeenVersion } from '#api/concurrency/seen_version'
import { findLists } from '#tasks/tasks/queries/find_lists'
import { changeTask } from '#tasks/changes/change_task'
import { columnsOf } from '#tasks/tasks/task_columns'
import type { TaskInput } from '#tasks/tasks/task_fields'

/** Changes what is given and leaves the rest; an update that changes nothing isn't recorded. */
export class UpdateTask {
  /**
   * Concurrent updates of different fields both succeed.
   *
   * @throws E_ROW_NOT_FOUND where the actor doesn't see the task (any more)
   * @throws StaleVersion or PreconditionFailed where `seen` isn't the version that the task has
   * @throws ValidationFailed with all tags, users, parents and teams that don't exist
   * @throws NotOnTeam where the actor doesn't work in the team that the task leaves or joins
   */
  async handle(
    actor: Actor,
    { id }: Task,
    input: Partial<TaskInput>,
    seen = new SeenVersion(),
    outer?: Transaction
  ): Promise<Task> {
    return inTransaction(outer, (trx) =>
      changeTask({ actor, action: 'updated', input, trx }, async () => {
        const task = await Task.lock(id, trx)
        // Whoever held the lock may have taken the task away from the actor.
        const lists = await findLists(actor, id, trx)
        seen.assertCurrent(task.version)
        return { task, before: { ...columnsOf(task), ...lists } }
      })
    )
  }
}
