import { TaskTemplateSchema } from '#database/schema'
import { compose } from '@adonisjs/core/helpers'
import { belongsTo, scope } from '@adonisjs/lucid/orm'
import type { Transaction } from '#core/database/transaction'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import Team from '#teams/teams/models/team'
import type { Actor } from '#accounts/users/actor'
import User from '#accounts/users/models/user'
import type { Priority } from '#tasks/tasks/models/task'
import { SoftDeletes } from '#core/models/mixins/soft_deletes'

/** Without a team it belongs to its creator. */
export default class TaskTemplate extends compose(TaskTemplateSchema, SoftDeletes) {
  declare priority: Priority

  @belongsTo(() => User, { foreignKey: 'createdById' })
  declare createdBy: BelongsTo<typeof User>

  static lock(id: number, trx: Transaction): Promise<TaskTemplate> {
    return this.query({ client: trx })
      .where('id', id)
      .forUpdate()
      .preload('createdBy')
      .firstOrFail()
  }

  /** A user's own and those of their teams; all for admins and the system. */
  static visibleTo = scope((query, actor: Actor) => {
    const user = actor.kind === 'user' && !actor.user.isAdmin ? actor.user : null
    const teams = user ? Team.idsOf(user) : Team.query().select('id')
    query.where((either) => {
      either.whereIn('task_templates.team_id', teams).orWhere((own) => {
        own.whereNull('task_templates.team_id')
        if (user) own.where('task_templates.created_by_id', user.id)
      })
    })
  })
}
