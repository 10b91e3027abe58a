import { TaskAssignmentSchema } from '#database/schema'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import User from '#accounts/models/user'

/** Says that a user is to do a task, and who said so. */
export default class TaskAssignment extends TaskAssignmentSchema {
  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>
}
