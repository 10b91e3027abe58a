import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type User from '#accounts/models/user'
import type Task from '#tasks/models/task'
import TaskHistory, { type HistoryAction } from '#tasks/models/task_history'
import type { TaskField } from '#tasks/task_fields'

/** What changed in one field; the other actions have no field, and `created` has all as `new`. */
export interface Change {
  field?: TaskField
  old?: unknown
  new?: unknown
}

/**
 * Writes down what happened to a task, in the transaction that made it happen. Every change passes
 * here, whichever way it came.
 */
export async function recordChanges(
  actor: User,
  task: Task,
  action: HistoryAction,
  changes: Change[],
  trx: TransactionClientContract
) {
  await TaskHistory.createMany(
    changes.map((change) => ({ ...change, action, taskId: task.id, userId: actor.id })),
    { client: trx }
  )
}
