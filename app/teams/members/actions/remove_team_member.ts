import { inTransaction, type Transaction } from '#core/database/transaction'
import type User from '#accounts/users/models/user'
import Team from '#teams/teams/models/team'
import TeamMember from '#teams/members/models/team_member'
import { LastLead } from '#teams/exceptions'

export class RemoveTeamMember {
  /** @throws LastLead, except for admins */
  async handle(actor: User, member: TeamMember, outer?: Transaction): Promise<void> {
    await inTransaction(outer, async (trx) => {
      await Team.lock(member.teamId, trx)
      const locked = await TeamMember.query({ client: trx }).where('id', member.id).firstOrFail()
      if (!actor.isAdmin && (await locked.isLastLead())) throw new LastLead()

      await locked.delete()
    })
  }
}
