import { inTransaction, type Transaction } from '#core/database/transaction'
import { actsAsAdmin, type Actor } from '#accounts/users/actor'
import Team from '#teams/teams/models/team'
import TeamMember, { type TeamRole } from '#teams/members/models/team_member'
import { LastLead } from '#teams/exceptions'

export class ChangeTeamMember {
  /** @throws LastLead, except for admins */
  async handle(
    actor: Actor,
    member: TeamMember,
    role: TeamRole,
    outer?: Transaction
  ): Promise<TeamMember> {
    return inTransaction(outer, async (trx) => {
      await Team.lock(member.teamId, trx)
      const locked = await TeamMember.query({ client: trx })
        .where('id', member.id)
        .preload('user')
        .firstOrFail()
      if (role !== 'lead' && !actsAsAdmin(actor) && (await locked.isLastLead()))
        throw new LastLead()

      return locked.merge({ role }).save()
    })
  }
}
