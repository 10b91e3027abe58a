import User from '#accounts/users/models/user'
import type { Actor } from '#accounts/users/actor'
import Task from '#tasks/tasks/models/task'
import TaskAssignment from '#tasks/assignments/models/task_assignment'

export async function findWorkers(actor: Actor, ids: readonly number[]): Promise<User[]> {
  if (ids.length === 0) return []

  const tasks = Task.query()
    .withScopes((scopes) => scopes.visibleTo(actor))
    .select('tasks.id')
  const workers = TaskAssignment.query().select('user_id').whereIn('task_id', tasks)
  return User.query()
    .whereIn('id', [...ids])
    .whereIn('id', workers)
}
