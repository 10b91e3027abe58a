import { inTransaction, type Transaction } from '#core/database/transaction'
import { actsAsAdmin, type Actor } from '#accounts/users/actor'
import Team from '#teams/teams/models/team'
import TeamMember from '#teams/members/models/team_member'
import { LastLead } from '#teams/exceptions'

export class RemoveTeamMember {
  /** @throws LastLead, except for admins */
  async handle(actor: Actor, member: TeamMember, outer?: Transaction): Promise<void> {
    await inTransaction(outer, async (trx) => {
      await Team.lock(member.teamId, trx)
      const locked = await TeamMember.query({ client: trx }).where('id', member.id).firstOrFail()
      if (!actsAsAdmin(actor) && (await locked.isLastLead())) throw new LastLead()

      await locked.delete()
    })
  }
}
