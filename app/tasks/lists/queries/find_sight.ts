import type User from '#accounts/users/models/user'
import Team from '#teams/teams/models/team'
import TaskAssignment from '#tasks/assignments/models/task_assignment'
import type { Sight } from '#tasks/tasks/models/task'

/**
 * What a user sees, for `Task.visibleTo`, in ids: only of constants does PostgreSQL know how many
 * tasks they stand for, and whether to walk the order of the list or to gather those few and sort
 * them. With subqueries the list of somebody who sees little of a million tasks takes seconds.
 * Admins see all: for them there is nothing to find.
 */
export async function findSight(user: User): Promise<Sight | undefined> {
  if (user.isAdmin) return undefined

  const [teams, tasks] = await Promise.all([
    Team.idsOf(user).pojo<{ id: number }>(),
    TaskAssignment.taskIdsOf([user.id]).pojo<{ task_id: number }>(),
  ])
  return {
    teamIds: teams.map(({ id }) => id),
    taskIds: tasks.map((row) => row.task_id),
  }
}
