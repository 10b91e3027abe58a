import { TeamSchema } from '#database/schema'
import { compose } from '@adonisjs/core/helpers'
import { belongsTo, hasMany, scope } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import type { Transaction } from '#core/database/transaction'
import type { Actor } from '#accounts/users/actor'
import User from '#accounts/users/models/user'
import TeamMember, {
  TEAM_ROLES,
  WORKING_ROLES,
  type TeamRole,
} from '#teams/members/models/team_member'
import { SoftDeletes } from '#core/models/mixins/soft_deletes'

export default class Team extends compose(TeamSchema, SoftDeletes) {
  @belongsTo(() => User, { foreignKey: 'createdById' })
  declare createdBy: BelongsTo<typeof User>

  @hasMany(() => TeamMember)
  declare members: HasMany<typeof TeamMember>

  /** A user's own; all for admins and the system. */
  static visibleTo = scope((query, actor: Actor) => {
    if (actor.kind === 'system' || actor.user.isAdmin) return
    query.whereIn('teams.id', Team.idsOf(actor.user))
  })

  /** A subquery of the user's teams with one of these roles. */
  static idsOf(user: User, roles: readonly TeamRole[] = TEAM_ROLES) {
    const memberships = TeamMember.query()
      .where('user_id', user.id)
      .whereIn('role', [...roles])
    return this.query().select('teams.id').whereIn('teams.id', memberships.select('team_id'))
  }

  /** Pass the open transaction: a second connection could exhaust the pool. */
  static async roleOf(user: User, teamId: number, trx?: Transaction): Promise<TeamRole | null> {
    const member = await TeamMember.query({ client: trx })
      .where({ userId: user.id, teamId })
      .whereIn('team_id', this.query().select('id'))
      .first()
    return member?.role ?? null
  }

  /** Admins work in every team. */
  static async isWorker(actor: Actor, teamId: number, trx?: Transaction): Promise<boolean> {
    if (actor.kind === 'system' || actor.user.isAdmin) return true
    const role = await this.roleOf(actor.user, teamId, trx)
    return role !== null && WORKING_ROLES.includes(role)
  }

  /** Until `trx` ends no member changes and no task is added. */
  static lock(id: number, trx: Transaction): Promise<Team> {
    return this.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
  }

  /** Set by `listTeams`. */
  get memberCount(): number {
    return Number(this.$extras.member_count)
  }

  /** Set by `listTeams`. */
  get myRole(): TeamRole | null {
    return this.$extras.my_role
  }
}
