import { TeamSchema } from '#database/schema'
import { compose } from '@adonisjs/core/helpers'
import { belongsTo, hasMany, scope } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import User from '#accounts/users/models/user'
import TeamMember, { type TeamRole } from '#teams/members/models/team_member'
import { SoftDeletes } from '#core/models/mixins/soft_deletes'

/** People who work on tasks together and see each other's. */
export default class Team extends compose(TeamSchema, SoftDeletes) {
  @belongsTo(() => User, { foreignKey: 'createdById' })
  declare createdBy: BelongsTo<typeof User>

  @hasMany(() => TeamMember)
  declare members: HasMany<typeof TeamMember>

  /** The teams that the user may know of: their own, and for an admin all. */
  static visibleTo = scope((query, user: User) => {
    if (!user.isAdmin) query.whereIn('teams.id', TeamMember.teamIdsOf(user))
  })

  /**
   * The team with this id, for `trx` alone: until it ends nobody else adds, changes or removes
   * members, deletes the team, or gives it a task.
   */
  static lock(id: number, trx: TransactionClientContract): Promise<Team> {
    return this.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
  }

  /** How many are in the team; set where the team came by `listTeams`. */
  get memberCount(): number {
    return Number(this.$extras.member_count)
  }

  /** The role in the team of the user who asked; set where the team came by `listTeams`. */
  get myRole(): TeamRole | null {
    return this.$extras.my_role
  }
}
