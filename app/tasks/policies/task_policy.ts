import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#accounts/models/user'
import type Task from '#tasks/models/task'
import TeamMember from '#teams/models/team_member'
import TaskAssignment from '#tasks/models/task_assignment'

/** What users may do to tasks that they see. */
export default class TaskPolicy extends BasePolicy {
  /** Admins do everything, viewers nothing. */
  before(user: User) {
    if (user.isAdmin) return true
    if (user.isViewer) return false
  }

  create() {
    return true
  }

  /** Changing, archiving, assigning and commenting. */
  async update(user: User, task: Task) {
    if (this.oversees(user, task)) return true
    return (
      (await TaskAssignment.binds(user, task.id)) ||
      (await this.hasRole(user, task, ['lead', 'member']))
    )
  }

  async delete(user: User, task: Task) {
    return this.oversees(user, task) || this.hasRole(user, task, ['lead'])
  }

  restore(user: User, task: Task) {
    return this.delete(user, task)
  }

  private oversees(user: User, task: Task) {
    return task.createdById === user.id || user.role === 'manager'
  }

  private async hasRole(user: User, task: Task, roles: string[]) {
    if (task.teamId === null) return false
    const role = await TeamMember.roleOf(user, task.teamId)
    return role !== null && roles.includes(role)
  }
}
