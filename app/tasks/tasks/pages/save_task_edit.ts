import type { UserActor } from '#accounts/users/actor'
import type Task from '#tasks/tasks/models/task'
import { SeenVersion } from '#api/concurrency/seen_version'
import { StaleVersion } from '#api/exceptions'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { findTask } from '#tasks/tasks/queries/find_task'
import type { TaskInput } from '#tasks/tasks/task_fields'
import type { TaskEdit } from '#tasks/tasks/pages/task_edit'

/** So many others may save in between before somebody is told to try again. */
const ATTEMPTS = 5

/**
 * Merges an edit made from `version` into the task as it is now, and saves it unless there are
 * conflicts, which are for a person to decide. Takes the validated changes.
 */
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
      await new UpdateTask().handle(actor, task, merge.changes, new SeenVersion(current.version))
      return { merge, current }
    } catch (error) {
      if (!(error instanceof StaleVersion) || attempt === ATTEMPTS) throw error
    }
  }
}
