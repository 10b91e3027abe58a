import type { UserActor } from '#accounts/users/actor'
import Team from '#teams/teams/models/team'
import { WORKING_ROLES } from '#teams/members/models/team_member'
import type { TaskDocument } from '#tasks/tasks/queries/task_document'

/** `TaskPolicy.update` for a whole page with one query; takes visible tasks, returns ids. */
export async function findChangeable(
  { user }: UserActor,
  tasks: TaskDocument[]
): Promise<Set<number>> {
  if (user.isViewer) return new Set()
  if (user.isAdmin || user.role === 'manager') return new Set(tasks.map(({ id }) => id))

  const worksIn = await Team.idsOf(user, WORKING_ROLES)
  const teams = new Set(worksIn.map(({ id }) => id))
  const mayChange = ({ created_by: creator, assigned_to: assignees, team }: TaskDocument) =>
    creator.id === user.id ||
    assignees.some(({ id }) => id === user.id) ||
    (team !== null && teams.has(team))

  return new Set(tasks.filter(mayChange).map(({ id }) => id))
}
