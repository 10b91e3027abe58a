import { DateTime } from 'luxon'
import { TaskSchema } from '#database/schema'
import { compose } from '@adonisjs/core/helpers'
import { belongsTo, hasMany, manyToMany, scope } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany, ManyToMany } from '@adonisjs/lucid/types/relations'
import Team from '#teams/models/team'
import Tag from '#tasks/models/tag'
import User from '#accounts/models/user'
import TeamMember from '#teams/models/team_member'
import TaskAssignment from '#tasks/models/task_assignment'
import { SoftDeletes, live } from '#core/models/mixins/soft_deletes'

/** In the order of the work, which is the order that lists sort them in. */
export const STATUSES = [
  'todo',
  'in_progress',
  'in_review',
  'blocked',
  'done',
  'cancelled',
] as const
export type Status = (typeof STATUSES)[number]

/** The statuses in which nothing is left to do. */
export const CLOSED_STATUSES = ['done', 'cancelled'] as const satisfies readonly Status[]

/** From the least to the most pressing, which is the order that lists sort them in. */
export const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const
export type Priority = (typeof PRIORITIES)[number]

/** A piece of work. */
export default class Task extends compose(TaskSchema, SoftDeletes) {
  declare status: Status
  declare priority: Priority

  @belongsTo(() => User, { foreignKey: 'createdById' })
  declare createdBy: BelongsTo<typeof User>

  @belongsTo(() => Team)
  declare team: BelongsTo<typeof Team>

  @belongsTo(() => Task, { foreignKey: 'parentTaskId' })
  declare parentTask: BelongsTo<typeof Task>

  @hasMany(() => Task, { foreignKey: 'parentTaskId', onQuery: live })
  declare subtasks: HasMany<typeof Task>

  @hasMany(() => TaskAssignment)
  declare assignments: HasMany<typeof TaskAssignment>

  @manyToMany(() => Tag, { pivotTable: 'task_tags' })
  declare tags: ManyToMany<typeof Tag>

  /**
   * The one guarded way to a task: those of the user's teams, those that they created or are
   * assigned to, and for an admin all.
   */
  static visibleTo = scope((query, user: User) => {
    if (user.isAdmin) return
    query.where((either) =>
      either
        .where('tasks.created_by_id', user.id)
        .orWhereIn('tasks.team_id', TeamMember.teamIdsOf(user))
        .orWhereIn('tasks.id', TaskAssignment.query().select('task_id').where('user_id', user.id))
    )
  })

  /** Due before the instant and not closed. */
  static overdue = scope((query, at: DateTime = DateTime.utc()) => {
    query.where('tasks.due_date', '<', at.toSQL()!).whereNotIn('tasks.status', [...CLOSED_STATUSES])
  })

  get isClosed(): boolean {
    return (CLOSED_STATUSES as readonly Status[]).includes(this.status)
  }

  get isOverdue(): boolean {
    return !this.isClosed && this.dueDate !== null && this.dueDate < DateTime.utc()
  }
}
