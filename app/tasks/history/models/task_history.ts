import { TaskHistorySchema } from '#database/schema'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import User from '#accounts/users/models/user'
import type { TaskField } from '#tasks/tasks/task_fields'

export const HISTORY_ACTIONS = ['created', 'updated', 'deleted', 'restored'] as const
export type HistoryAction = (typeof HISTORY_ACTIONS)[number]

/** What changed in one field; the other actions have no field, and `created` has all as `new`. */
export interface Change {
  field?: TaskField
  old?: unknown
  new?: unknown
}

/** One thing that happened to a task; an update has one entry for each field that changed. */
export default class TaskHistory extends TaskHistorySchema {
  static table = 'task_history'

  declare action: HistoryAction

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>
}
