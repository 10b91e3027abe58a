import Comment from '#tasks/comments/models/comment'
import type Task from '#tasks/tasks/models/task'

export function listComments(task: Task, { deleted = false } = {}) {
  const comments = deleted ? Comment.queryWithDeleted() : Comment.query()
  return comments.where('comments.task_id', task.id).preload('user')
}
