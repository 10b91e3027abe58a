import { TaskHistorySchema } from '#database/schema'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import User from '#accounts/users/models/user'

export const HISTORY_ACTIONS = ['created', 'updated', 'deleted', 'restored'] as const
export type HistoryAction = (typeof HISTORY_ACTIONS)[number]

/** One thing that happened to a task; an update has one entry for each field that changed. */
export default class TaskHistory extends TaskHistorySchema {
  static table = 'task_history'

  declare action: HistoryAction

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>
}
