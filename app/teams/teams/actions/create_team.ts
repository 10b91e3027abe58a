import { inTransaction, type Transaction } from '#core/database/transaction'
import type User from '#accounts/users/models/user'
import Team from '#teams/teams/models/team'

/** The actor becomes its lead. */
export class CreateTeam {
  async handle(
    actor: User,
    input: { name: string; description?: string },
    outer?: Transaction
  ): Promise<Team> {
    return inTransaction(outer, async (trx) => {
      const team = await Team.create(
        { description: '', ...input, createdById: actor.id },
        { client: trx }
      )
      await team.related('members').create({ userId: actor.id, role: 'lead' })
      return team
    })
  }
}
