import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#accounts/models/user'
import type TaskTemplate from '#tasks/models/task_template'
import TeamMember from '#teams/models/team_member'

/** What users may do to the templates that they see. */
export default class TaskTemplatePolicy extends BasePolicy {
  /** Admins do everything, viewers nothing. */
  before(user: User) {
    if (user.isAdmin) return true
    if (user.isViewer) return false
  }

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
