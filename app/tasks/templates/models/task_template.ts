import { TaskTemplateSchema } from '#database/schema'
import { compose } from '@adonisjs/core/helpers'
import { belongsTo, scope } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import Team from '#teams/teams/models/team'
import User from '#accounts/users/models/user'
import type { Priority } from '#tasks/tasks/models/task'
import { SoftDeletes } from '#core/models/mixins/soft_deletes'

/** Without a team it belongs to its creator. */
export default class TaskTemplate extends compose(TaskTemplateSchema, SoftDeletes) {
  declare priority: Priority

  @belongsTo(() => User, { foreignKey: 'createdById' })
  declare createdBy: BelongsTo<typeof User>

  /** The user's own and those of their teams; all for admins. */
  static visibleTo = scope((query, user: User) => {
    const teams = user.isAdmin ? Team.query().select('id') : Team.idsOf(user)
    query.where((either) => {
      either.whereIn('task_templates.team_id', teams).orWhere((own) => {
        own.whereNull('task_templates.team_id')
        if (!user.isAdmin) own.where('task_templates.created_by_id', user.id)
      })
    })
  })
}
