import type { Actor } from '#accounts/users/actor'
import Team from '#teams/teams/models/team'
import TaskAssignment from '#tasks/assignments/models/task_assignment'
import type { Visibility } from '#tasks/tasks/models/task'

/** As ids, which PostgreSQL can estimate: with subqueries lists of a million tasks take seconds. */
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
