import type { Transaction } from '#core/database/transaction'
import Team from '#teams/teams/models/team'
import type { Actor } from '#accounts/users/actor'
import { findVisibleTeam } from '#teams/teams/queries/find_visible_team'
import { NotOnTeam } from '#tasks/exceptions'

/** Locks the team against deletion. @throws ValidationFailed on `team`, NotOnTeam */
export async function findTeamForTask(actor: Actor, id: number, trx: Transaction): Promise<Team> {
  const team = await findVisibleTeam(actor, id, trx)
  if (!(await Team.isWorker(actor, id, trx))) throw new NotOnTeam()
  return team
}

/** Being assigned to the task or having created it is not enough. */
export async function mayTakeFromTeam(
  actor: Actor,
  id: number,
  trx?: Transaction
): Promise<boolean> {
  const isManager = actor.kind === 'user' && actor.user.role === 'manager'
  return isManager || Team.isWorker(actor, id, trx)
}
