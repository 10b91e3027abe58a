import { TeamSchema } from '#database/schema'
import { compose } from '@adonisjs/core/helpers'
import { belongsTo, hasMany, scope } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import User from '#accounts/models/user'
import TeamMember from '#teams/models/team_member'
import { SoftDeletes } from '#core/models/mixins/soft_deletes'

/** People who work on tasks together and see each other's. */
export default class Team extends compose(TeamSchema, SoftDeletes) {
  @belongsTo(() => User)
  declare createdBy: BelongsTo<typeof User>

  @hasMany(() => TeamMember)
  declare members: HasMany<typeof TeamMember>

  /** The teams that the user may know of: their own, and for an admin all. */
  static visibleTo = scope((query, user: User) => {
    if (!user.isAdmin) query.whereIn('teams.id', TeamMember.teamIdsOf(user))
  })
}
