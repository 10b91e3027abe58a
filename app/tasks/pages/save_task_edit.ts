import type User from '#accounts/models/user'
import type Task from '#tasks/models/task'
import { SeenVersion } from '#core/concurrency/seen_version'
import { StaleVersion } from '#core/concurrency/stale_version'
import { UpdateTask } from '#tasks/actions/update_task'
import { findTask } from '#tasks/queries/find_task'
import type { TaskInput } from '#tasks/task_fields'
import type { TaskEdit } from '#tasks/pages/task_edit'

/** So many others may save in between before somebody is told to try again. */
const ATTEMPTS = 5

/**
 * Merges an edit made from `version` into the task as it is now, and saves it unless there are
 * conflicts, which are for a person to decide. Takes the validated changes.
 */
export async function saveTaskEdit(
  user: User,
  task: Task,
  edit: TaskEdit,
  input: Partial<TaskInput>,
  version: number
) {
  for (let attempt = 1; ; attempt++) {
    const current = await findTask(user, task.id)
    const merge = edit.merge(input, current, current.version !== version)
    if (merge.conflicts.length > 0) return { merge, current }

    try {
      await new UpdateTask().handle(user, task, merge.changes, new SeenVersion(current.version))
      return { merge, current }
    } catch (error) {
      if (!(error instanceof StaleVersion) || attempt === ATTEMPTS) throw error
    }
  }
}
