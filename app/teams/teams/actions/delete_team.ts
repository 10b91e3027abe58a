import { inTransaction, type Transaction } from '#core/database/transaction'
import Team from '#teams/teams/models/team'

type Check = (team: Team, trx: Transaction) => Promise<void>
const checks: Check[] = []

/** Adds a check that throws where a team must not be deleted; the team is locked meanwhile. */
export function guardTeamDeletion(check: Check) {
  checks.push(check)
}

/** Deletes a team that has no tasks any more. */
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
