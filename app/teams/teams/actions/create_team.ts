import { inTransaction, type Transaction } from '#core/database/transaction'
import type { UserActor } from '#accounts/users/actor'
import Team from '#teams/teams/models/team'

/** The actor becomes its lead. */
export class CreateTeam {
  async handle(
    { user }: UserActor,
    input: { name: string; description?: string },
    outer?: Transaction
  ): Promise<Team> {
    return inTransaction(outer, async (trx) => {
      const team = await Team.create(
        { description: '', ...input, createdById: user.id },
        { client: trx }
      )
      await team.related('members').create({ userId: user.id, role: 'lead' })
      return team
    })
  }
}
