import { TeamMemberSchema } from '#database/schema'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
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
