import { TaskTemplateSchema } from '#database/schema'
import { compose } from '@adonisjs/core/helpers'
import { belongsTo, scope } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import Team from '#teams/models/team'
import User from '#accounts/models/user'
import TeamMember from '#teams/models/team_member'
import type { Priority } from '#tasks/models/task'
import { SoftDeletes } from '#core/models/mixins/soft_deletes'

/** What a new task starts from. One without a team belongs to its creator. */
export default class TaskTemplate extends compose(TaskTemplateSchema, SoftDeletes) {
  declare priority: Priority

  @belongsTo(() => User, { foreignKey: 'createdById' })
  declare createdBy: BelongsTo<typeof User>

  /**
   * The templates that the user may use: their own and their teams', and for an admin all. A team's
   * go with the team.
   */
  static visibleTo = scope((query, user: User) => {
    query.where((either) =>
      either.whereNull('team_id').orWhereIn('team_id', Team.query().select('id'))
    )
    if (user.isAdmin) return
    query.where((either) =>
      either
        .where('task_templates.created_by_id', user.id)
        .orWhereIn('task_templates.team_id', TeamMember.teamIdsOf(user))
    )
  })
}
