import Comment from '#tasks/models/comment'
import type Task from '#tasks/models/task'

/** What was said about a task, with who said it. */
export function listComments(task: Task) {
  return Comment.query().where('comments.task_id', task.id).preload('user')
}
