import type { DateTime } from 'luxon'
import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import { actorId, type Actor } from '#accounts/users/actor'
import type Task from '#tasks/tasks/models/task'
import TaskAssignment from '#tasks/assignments/models/task_assignment'
import type { TaskFilters } from '#tasks/lists/validators/task_filters'

export type TaskQuery = ModelQueryBuilderContract<typeof Task, any>

export type FoundFilters = TaskFilters & { tagIds?: number[] }

/** Values of one filter are alternatives; different filters must all match. */
export function filterTasks(query: TaskQuery, actor: Actor, filters: FoundFilters): TaskQuery {
  const { status, priority, team, tagIds, parentTask, overdue, search } = filters
  const { isArchived = [false] } = filters

  return query
    .whereIn('tasks.is_archived', isArchived)
    .if(status, (tasks) => tasks.whereIn('tasks.status', status!))
    .if(priority, (tasks) => tasks.whereIn('tasks.priority', priority!))
    .if(filters.createdBy, (tasks) =>
      tasks.whereIn('tasks.created_by_id', idsIn(filters.createdBy!, actor))
    )
    .if(filters.assignedTo, (tasks) => whereAssigned(tasks, actor, filters.assignedTo!))
    .if(team, (tasks) => whereRefers(tasks, 'tasks.team_id', team!))
    .if(parentTask, (tasks) => whereRefers(tasks, 'tasks.parent_task_id', parentTask!))
    .if(tagIds, (tasks) => tasks.withScopes((scopes) => scopes.tagged(tagIds!)))
    .if(overdue === true, (tasks) => tasks.withScopes((scopes) => scopes.overdue()))
    .if(overdue === false, (tasks) => tasks.withScopes((scopes) => scopes.notOverdue()))
    .if(search, (tasks) => tasks.withScopes((scopes) => scopes.matching(search!)))
    .where((tasks) => {
      between(tasks, 'tasks.due_date', filters.dueAfter, filters.dueBefore)
      between(tasks, 'tasks.created_at', filters.createdAfter, filters.createdBefore)
      between(tasks, 'tasks.updated_at', filters.updatedAfter, filters.updatedBefore)
    })
}

type Reference = number | 'me' | 'none'

function idsIn(references: Reference[], actor: Actor): number[] {
  return references
    .map((reference) => (reference === 'me' ? actorId(actor) : reference))
    .filter((reference) => typeof reference === 'number')
}

function whereAssigned(query: TaskQuery, actor: Actor, references: Reference[]) {
  return query.where((either) => {
    either.whereIn('tasks.id', TaskAssignment.taskIdsOf(idsIn(references, actor)))
    if (references.includes('none')) either.orDoesntHave('assignments')
  })
}

function whereRefers(query: TaskQuery, column: string, references: (number | 'none')[]) {
  return query.where((either) => {
    either.whereIn(
      column,
      references.filter((reference) => reference !== 'none')
    )
    if (references.includes('none')) either.orWhereNull(column)
  })
}

/** `after` is inclusive, `before` exclusive. */
function between(query: TaskQuery, column: string, after?: DateTime, before?: DateTime) {
  if (after) query.where(column, '>=', after.toISO()!)
  if (before) query.where(column, '<', before.toISO()!)
}
