import type { UserActor } from '#accounts/users/actor'
import type Task from '#tasks/tasks/models/task'
import { ExpectedVersion } from '#api/concurrency/expected_version'
import { StaleVersion } from '#api/exceptions'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { findTask } from '#tasks/tasks/queries/find_task'
import type { TaskInput } from '#tasks/tasks/task_fields'
import type { TaskEdit } from '#tasks/tasks/pages/task_edit'

/** Retries when others save concurrently. */
const ATTEMPTS = 5

/** Three-way merge with the current task; saves unless there are conflicts. */
export async function saveTaskEdit(
  actor: UserActor,
  task: Task,
  edit: TaskEdit,
  input: Partial<TaskInput>,
  version: number
) {
  for (let attempt = 1; ; attempt++) {
    const current = await findTask(actor, task.id)
    const merge = edit.merge(input, current, current.version !== version)
    if (merge.conflicts.length > 0) return { merge, current }

    try {
      await new UpdateTask().handle(
        actor,
        task,
        merge.changes,
        new ExpectedVersion(current.version)
      )
      return { merge, current }
    } catch (error) {
      if (!(error instanceof StaleVersion) || attempt === ATTEMPTS) throw error
    }
  }
}
