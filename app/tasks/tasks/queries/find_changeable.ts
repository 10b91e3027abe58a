import type User from '#accounts/users/models/user'
import Team from '#teams/teams/models/team'
import { WORKING_ROLES } from '#teams/members/models/team_member'
import type { TaskDocument } from '#tasks/tasks/queries/task_document'

/** `TaskPolicy.update` for a whole page with one query; takes visible tasks, returns ids. */
export async function findChangeable(actor: User, tasks: TaskDocument[]): Promise<Set<number>> {
  if (actor.isViewer) return new Set()
  if (actor.isAdmin || actor.role === 'manager') return new Set(tasks.map(({ id }) => id))

  const worksIn = await Team.idsOf(actor, WORKING_ROLES)
  const teams = new Set(worksIn.map(({ id }) => id))
  const mayChange = ({ created_by: creator, assigned_to: assignees, team }: TaskDocument) =>
    creator.id === actor.id ||
    assignees.some(({ id }) => id === actor.id) ||
    (team !== null && teams.has(team))

  return new Set(tasks.filter(mayChange).map(({ id }) => id))
}
