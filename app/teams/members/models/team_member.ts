import { TeamMemberSchema } from '#database/schema'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import User from '#accounts/users/models/user'

export const TEAM_ROLES = ['lead', 'member', 'viewer'] as const
export type TeamRole = (typeof TEAM_ROLES)[number]

/** They edit the team's tasks. */
export const WORKING_ROLES: readonly TeamRole[] = ['lead', 'member']

export default class TeamMember extends TeamMemberSchema {
  declare role: TeamRole

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  /** Disabled accounts and viewers don't count. Lock the team first. */
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
