import type User from '#accounts/users/models/user'
import Team from '#teams/teams/models/team'
import TaskAssignment from '#tasks/assignments/models/task_assignment'
import type { Sight } from '#tasks/tasks/models/task'

/**
 * As ids, because PostgreSQL can only estimate constants: with subqueries the list of a user who
 * sees few of a million tasks takes seconds. Null for admins, who see all.
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
