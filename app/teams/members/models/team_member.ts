import { TeamMemberSchema } from '#database/schema'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import Team from '#teams/teams/models/team'
import User from '#accounts/users/models/user'

export const TEAM_ROLES = ['lead', 'member', 'viewer'] as const
export type TeamRole = (typeof TEAM_ROLES)[number]

/** The roles of those who work in a team: they change its tasks and give it new ones. */
export const WORKING_ROLES: readonly TeamRole[] = ['lead', 'member']

/** A user's place in a team. */
export default class TeamMember extends TeamMemberSchema {
  declare role: TeamRole

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  /** A subquery of the ids of the teams that the user is in, in any of these roles. */
  static teamIdsOf(user: User, roles: readonly TeamRole[] = TEAM_ROLES) {
    return this.query()
      .select('team_id')
      .where('user_id', user.id)
      .whereIn('role', [...roles])
      .whereIn('team_id', Team.query().select('id'))
  }

  /**
   * The user's role in the team, or null for those who are not in it. Who asks in a transaction
   * gives it: a second connection, while the first is held, may be one that nobody has left.
   */
  static async roleOf(
    user: User,
    teamId: number,
    trx?: TransactionClientContract
  ): Promise<TeamRole | null> {
    const member = await this.query({ client: trx })
      .where({ userId: user.id, teamId })
      .whereIn('team_id', Team.query().select('id'))
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
   * Whether nobody else can lead the team: a disabled account leads nobody, and viewers change
   * nothing. Nobody else's place changes while the team is locked; an account may be disabled at any
   * time, its owner the only lead or not, and admins manage a team without one.
   */
  async isLastLead(): Promise<boolean> {
    if (this.role !== 'lead') return false

    const other = await TeamMember.query({ client: this.$trx })
      .where({ teamId: this.teamId, role: 'lead' })
      .whereNot('id', this.id)
      .whereHas('user', (users) => users.where('isActive', true).whereNot('role', 'viewer'))
      .first()
    return other === null
  }
}
