import type Task from '#tasks/tasks/models/task'
import type { TaskFields } from '#tasks/tasks/task_fields'
import { TaskChange, type ChangeRequest } from '#tasks/changes/task_change'
import { runSteps } from '#tasks/changes/task_steps'

interface Found {
  task: Task
  before: Partial<TaskFields>
}

/** `find` runs after the phase `lock`. @throws ValidationFailed with the faults of all guards */
export async function changeTask(
  request: ChangeRequest,
  find: () => Found | Promise<Found>
): Promise<Task> {
  const change = new TaskChange(request)
  await runSteps('lock', change)
  Object.assign(change, await find())

  await runSteps('guard', change)
  change.faults.assertNone()

  await runSteps('apply', change)
  await runSteps('derive', change)
  if (!change.isEmpty) await runSteps('record', change)
  return change.task
}
