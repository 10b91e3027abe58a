import { DateTime } from 'luxon'
import { TaskSchema } from '#database/schema'
import { compose } from '@adonisjs/core/helpers'
import { beforeSave, hasMany, manyToMany, scope } from '@adonisjs/lucid/orm'
import type { HasMany, ManyToMany } from '@adonisjs/lucid/types/relations'
import type { Transaction } from '#core/database/transaction'
import Tag from '#tasks/tags/models/tag'
import type { Actor } from '#accounts/users/actor'
import Team from '#teams/teams/models/team'
import { searchQuery } from '#tasks/lists/queries/search_query'
import TaskAssignment from '#tasks/assignments/models/task_assignment'
import { SoftDeletes } from '#core/models/mixins/soft_deletes'

/** In workflow order, which lists sort by. */
export const STATUSES = [
  'todo',
  'in_progress',
  'in_review',
  'blocked',
  'done',
  'cancelled',
] as const
export type Status = (typeof STATUSES)[number]

const STARTED_STATUSES: readonly Status[] = ['in_progress', 'in_review']

export const CLOSED_STATUSES: readonly Status[] = ['done', 'cancelled']

/** For raw SQL. */
export const CLOSED_IN_SQL = CLOSED_STATUSES.map((status) => `'${status}'`).join(', ')

/** For raw SQL; takes the result of `searchQuery`. */
export const SEARCH_IN_SQL = `websearch_to_tsquery('task_text', ?)`

/** In ascending order, which lists sort by. */
export const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const
export type Priority = (typeof PRIORITIES)[number]

/** What a user sees beside the tasks they created. */
export interface Visibility {
  teamIds: number[]
  taskIds: number[]
}

export default class Task extends compose(TaskSchema, SoftDeletes) {
  declare status: Status
  declare priority: Priority

  @hasMany(() => TaskAssignment)
  declare assignments: HasMany<typeof TaskAssignment>

  @manyToMany(() => Tag, { pivotTable: 'task_tags' })
  declare tags: ManyToMany<typeof Tag>

  @beforeSave()
  static resetDerivedColumns(task: Task) {
    if ('dueDate' in task.$dirty) task.overdueAt = null
    if ('isArchived' in task.$dirty) task.archivedAt = task.isArchived ? DateTime.utc() : null
  }

  /** Lists pass `visibility`. */
  static visibleTo = scope((query, actor: Actor, visibility?: Visibility) => {
    if (actor.kind === 'system' || actor.user.isAdmin) return
    const { user } = actor
    query.where((either) => {
      either.where('tasks.created_by_id', user.id)
      if (visibility) {
        either
          .orWhereRaw('tasks.team_id = any (?::bigint[])', [visibility.teamIds])
          .orWhereRaw('tasks.id = any (?::bigint[])', [visibility.taskIds])
      } else {
        either
          .orWhereIn('tasks.team_id', Team.idsOf(user))
          .orWhereIn('tasks.id', TaskAssignment.taskIdsOf([user.id]))
      }
    })
  })

  /** Neither closed nor archived. */
  static open = scope((query) => {
    query.where('tasks.is_archived', false).whereNotIn('tasks.status', [...CLOSED_STATUSES])
  })

  static overdue = scope((query, at: DateTime = DateTime.utc()) => {
    query.where('tasks.due_date', '<', at.toISO()!).whereNotIn('tasks.status', [...CLOSED_STATUSES])
  })

  static notOverdue = scope((query, at: DateTime = DateTime.utc()) => {
    query.where((either) =>
      either
        .where('tasks.due_date', '>=', at.toISO()!)
        .orWhereNull('tasks.due_date')
        .orWhereIn('tasks.status', [...CLOSED_STATUSES])
    )
  })

  static tagged = scope((query, tagIds: readonly number[]) => {
    query.whereIn('tasks.id', (tagged) =>
      tagged
        .from('task_tags')
        .select('task_id')
        .whereIn('tag_id', [...tagIds])
    )
  })

  /** Takes web search syntax. */
  static matching = scope((query, search: string) => {
    query.whereRaw(`tasks.search_vector @@ ${SEARCH_IN_SQL}`, [searchQuery(search)])
  })

  /** @throws E_ROW_NOT_FOUND (404) */
  static findVisible(actor: Actor, id: number, tasks = this.query()): Promise<Task> {
    return tasks
      .withScopes((scopes) => scopes.visibleTo(actor))
      .where('tasks.id', id)
      .firstOrFail()
  }

  /** `for no key update`: inserting comments and subtasks doesn't wait. */
  static lock(id: number, trx: Transaction, tasks = this.query({ client: trx })): Promise<Task> {
    tasks.where('id', id).knexQuery.forNoKeyUpdate()
    return tasks.firstOrFail()
  }

  get isClosed(): boolean {
    return CLOSED_STATUSES.includes(this.status)
  }

  get isStarted(): boolean {
    return STARTED_STATUSES.includes(this.status)
  }
}
