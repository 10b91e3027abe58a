import { inTransaction, type Transaction } from '#core/database/transaction'
import User from '#accounts/users/models/user'
import type { Actor } from '#accounts/users/actor'
import Team from '#teams/teams/models/team'
import TeamMember, { type TeamRole } from '#teams/members/models/team_member'
import { AlreadyMember } from '#teams/exceptions'
import { ValidationFailed } from '#core/exceptions/validation_failed'

export class AddTeamMember {
  /** @throws ValidationFailed on `user_id`, AlreadyMember */
  async handle(
    actor: Actor,
    team: Team,
    input: { userId: number; role?: TeamRole },
    outer?: Transaction
  ): Promise<TeamMember> {
    return inTransaction(outer, async (trx) => {
      await Team.lock(team.id, trx)
      const [user] = await User.findActive(actor, [input.userId], trx)
      if (!user) {
        throw ValidationFailed.on('user_id', 'not_found', 'No active user with this id.')
      }

      const place = { teamId: team.id, userId: user.id }
      if (await TeamMember.query({ client: trx }).where(place).first()) throw new AlreadyMember()

      const role = input.role ?? 'member'
      const member = await TeamMember.create({ ...place, role }, { client: trx })
      member.$setRelated('user', user)
      return member
    })
  }
}
