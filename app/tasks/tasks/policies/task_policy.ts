import type User from '#accounts/users/models/user'
import { userActor } from '#accounts/users/actor'
import type Task from '#tasks/tasks/models/task'
import Team from '#teams/teams/models/team'
import TaskAssignment from '#tasks/assignments/models/task_assignment'
import RolePolicy from '#accounts/users/policies/role_policy'

export default class TaskPolicy extends RolePolicy {
  create() {
    return true
  }

  /** Also archiving, assigning and commenting. */
  async update(user: User, task: Task) {
    if (this.oversees(user, task)) return true
    if (await TaskAssignment.includes(user, task.id)) return true
    return task.teamId !== null && Team.isWorker(userActor(user), task.teamId)
  }

  async delete(user: User, task: Task) {
    if (this.oversees(user, task)) return true
    return task.teamId !== null && (await Team.roleOf(user, task.teamId)) === 'lead'
  }

  restore(user: User, task: Task) {
    return this.delete(user, task)
  }

  private oversees(user: User, task: Task) {
    return task.createdById === user.id || user.role === 'manager'
  }
}
