import Task from '#tasks/models/task'
import type User from '#accounts/models/user'
import type Notification from '#notifications/models/notification'

/** Which of the tasks that these are about the user can still open. */
export async function visibleTaskIds(user: User, notifications: Notification[]) {
  const ids = notifications.map(({ taskId }) => taskId).filter((id) => id !== null)
  const tasks = await Task.query()
    .withScopes((scopes) => scopes.visibleTo(user))
    .whereIn('tasks.id', ids)
    .select('tasks.id')
  return new Set(tasks.map(({ id }) => id))
}
