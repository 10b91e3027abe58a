import Comment from '#tasks/comments/models/comment'
import type Task from '#tasks/tasks/models/task'

/** What was said about a task, with who said it; with `deleted` also what was taken back. */
export function listComments(task: Task, { deleted = false } = {}) {
  const comments = deleted ? Comment.queryWithDeleted() : Comment.query()
  return comments.where('comments.task_id', task.id).preload('user')
}
