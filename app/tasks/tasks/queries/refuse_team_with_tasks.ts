import type { Transaction } from '#core/database/transaction'
import type Team from '#teams/teams/models/team'
import { TeamHasTasks } from '#teams/exceptions'
import Task from '#tasks/tasks/models/task'

/** @throws TeamHasTasks */
export async function refuseTeamWithTasks(team: Team, trx: Transaction) {
  const task = await Task.query({ client: trx }).where('team_id', team.id).first()
  if (task) throw new TeamHasTasks()
}
