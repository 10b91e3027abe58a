import Team from '#teams/teams/models/team'
import { inTransaction, type Transaction } from '#core/database/transaction'

export class UpdateTeam {
  async handle(
    { id }: Team,
    input: { name?: string; description?: string },
    outer?: Transaction
  ): Promise<Team> {
    return inTransaction(outer, async (trx) => {
      const team = await Team.lock(id, trx)
      return team.merge(input).save()
    })
  }
}
