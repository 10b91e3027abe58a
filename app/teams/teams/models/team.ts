import { TeamSchema } from '#database/schema'
import { compose } from '@adonisjs/core/helpers'
import { belongsTo, hasMany, scope } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import User from '#accounts/users/models/user'
import TeamMember, {
  TEAM_ROLES,
  WORKING_ROLES,
  type TeamRole,
} from '#teams/members/models/team_member'
import { SoftDeletes } from '#core/models/mixins/soft_deletes'

/** People who work on tasks together and see each other's. */
export default class Team extends compose(TeamSchema, SoftDeletes) {
  @belongsTo(() => User, { foreignKey: 'createdById' })
  declare createdBy: BelongsTo<typeof User>

  @hasMany(() => TeamMember)
  declare members: HasMany<typeof TeamMember>

  /** The teams that the user may know of: their own, and for an admin all. */
  static visibleTo = scope((query, user: User) => {
    if (!user.isAdmin) query.whereIn('teams.id', Team.idsOf(user))
  })

  /** A subquery of the ids of the teams that the user is in, in any of these roles. */
  static idsOf(user: User, roles: readonly TeamRole[] = TEAM_ROLES) {
    const memberships = TeamMember.query()
      .where('user_id', user.id)
      .whereIn('role', [...roles])
    return this.query().select('teams.id').whereIn('teams.id', memberships.select('team_id'))
  }

  /**
   * The user's role in the team, or null for those who are not in it. Inside a transaction pass it: a
   * second connection taken while the first is held can exhaust the pool.
   */
  static async roleOf(
    user: User,
    teamId: number,
    trx?: TransactionClientContract
  ): Promise<TeamRole | null> {
    const member = await TeamMember.query({ client: trx })
      .where({ userId: user.id, teamId })
      .whereIn('team_id', this.query().select('id'))
      .first()
    return member?.role ?? null
  }

  /** Whether the user works in the team, which admins do in every one; `trx` as above. */
  static async isWorker(
    user: User,
    teamId: number,
    trx?: TransactionClientContract
  ): Promise<boolean> {
    if (user.isAdmin) return true
    const role = await this.roleOf(user, teamId, trx)
    return role !== null && WORKING_ROLES.includes(role)
  }

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
