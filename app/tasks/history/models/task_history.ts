import { TaskHistorySchema } from '#database/schema'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import User from '#accounts/users/models/user'
import type { TaskField } from '#tasks/tasks/task_fields'

export const HISTORY_ACTIONS = ['created', 'updated', 'deleted', 'restored'] as const
export type HistoryAction = (typeof HISTORY_ACTIONS)[number]

/** `created` has no field and all values in `new`; other actions have neither. */
export interface Change {
  field?: TaskField
  old?: unknown
  new?: unknown
}

/** An update has one entry per changed field. */
export default class TaskHistory extends TaskHistorySchema {
  static table = 'task_history'

  declare action: HistoryAction

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>
}
