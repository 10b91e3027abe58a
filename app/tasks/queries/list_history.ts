import type Task from '#tasks/models/task'
import TaskHistory from '#tasks/models/task_history'

/** What happened to a task, with who did it. */
export function listHistory(task: Task) {
  return TaskHistory.query().where('task_history.task_id', task.id).preload('user')
}
