import Task from '#tasks/tasks/models/task'
import type User from '#accounts/users/models/user'
import { userActor } from '#accounts/users/actor'
import type Notification from '#notifications/notifications/models/notification'

export async function visibleTaskIds(user: User, notifications: Notification[]) {
  const ids = notifications.map(({ taskId }) => taskId).filter((id) => id !== null)
  const tasks = await Task.query()
    .withScopes((scopes) => scopes.visibleTo(userActor(user)))
    .whereIn('tasks.id', ids)
    .select('tasks.id')
  return new Set(tasks.map(({ id }) => id))
}
