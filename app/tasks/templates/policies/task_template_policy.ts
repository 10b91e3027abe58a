import type User from '#accounts/users/models/user'
import type TaskTemplate from '#tasks/templates/models/task_template'
import Team from '#teams/teams/models/team'
import RolePolicy from '#accounts/users/policies/role_policy'

export default class TaskTemplatePolicy extends RolePolicy {
  create() {
    return true
  }

  /** The creator may edit a team's template only as a working member. */
  async update(user: User, { createdById, teamId }: TaskTemplate) {
    if (teamId === null) return createdById === user.id

    const role = await Team.roleOf(user, teamId)
    return role === 'lead' || (role === 'member' && createdById === user.id)
  }

  delete(user: User, template: TaskTemplate) {
    return this.update(user, template)
  }
}
