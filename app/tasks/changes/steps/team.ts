import Team from '#teams/teams/models/team'
import { NotOnTeam } from '#tasks/exceptions'
import { findTeamForTask, mayTakeFromTeam } from '#tasks/tasks/queries/find_team_for_task'
import type { TaskChange } from '#tasks/changes/task_change'

/** @throws NotOnTeam */
export async function guardTeam({ actor, input: { team }, before, faults, trx }: TaskChange) {
  const { team: current = null } = before
  if (team === undefined || team === current) return

  if (current !== null && !(await mayTakeFromTeam(actor, current, trx))) throw new NotOnTeam()
  if (team !== null) await faults.in(findTeamForTask(actor, team, trx))
}

/** The team may have been deleted after the task. */
export async function leaveDeletedTeam({ action, task, trx }: TaskChange) {
  if (action !== 'restored' || task.teamId === null) return
  const team = await Team.query({ client: trx }).where('id', task.teamId).forShare().first()
  if (!team) task.teamId = null
}
