import type { Actor } from '#accounts/users/actor'
import Team from '#teams/teams/models/team'
import TaskAssignment from '#tasks/assignments/models/task_assignment'
import type { Visibility } from '#tasks/tasks/models/task'

/**
 * As ids, because PostgreSQL can only estimate constants: with subqueries the list of a user who
 * sees few of a million tasks takes seconds. Undefined for admins and the system, who see all.
 */
export async function findVisibility(actor: Actor): Promise<Visibility | undefined> {
  if (actor.kind === 'system' || actor.user.isAdmin) return undefined
  const { user } = actor

  const [teams, tasks] = await Promise.all([
    Team.idsOf(user).pojo<{ id: number }>(),
    TaskAssignment.taskIdsOf([user.id]).pojo<{ task_id: number }>(),
  ])
  return {
    teamIds: teams.map(({ id }) => id),
    taskIds: tasks.map((row) => row.task_id),
  }
}
