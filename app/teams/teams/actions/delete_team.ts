import { inTransaction, type Transaction } from '#core/database/transaction'
import Team from '#teams/teams/models/team'

type Check = (team: Team, trx: Transaction) => Promise<void>
const checks: Check[] = []

/** The check throws when the team must not be deleted; the team is locked. */
export function guardTeamDeletion(check: Check) {
  checks.push(check)
}

export class DeleteTeam {
  /** @throws TeamHasTasks */
  async handle(team: Team, outer?: Transaction): Promise<void> {
    await inTransaction(outer, async (trx) => {
      const locked = await Team.lock(team.id, trx)
      for (const check of checks) await check(locked, trx)
      await locked.delete()
    })
  }
}
