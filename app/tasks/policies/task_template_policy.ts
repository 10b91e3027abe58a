import type User from '#accounts/models/user'
import type TaskTemplate from '#tasks/models/task_template'
import TeamMember from '#teams/models/team_member'
import RolePolicy from '#accounts/policies/role_policy'

/** What users may do to the templates that they see. */
export default class TaskTemplatePolicy extends RolePolicy {
  create() {
    return true
  }

  async update(user: User, template: TaskTemplate) {
    if (template.createdById === user.id) return true
    return template.teamId !== null && (await TeamMember.roleOf(user, template.teamId)) === 'lead'
  }

  delete(user: User, template: TaskTemplate) {
    return this.update(user, template)
  }
}
