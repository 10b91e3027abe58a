import { DateTime } from 'luxon'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { actorId, sourceOf, type Actor } from '#accounts/users/actor'
import type Task from '#tasks/tasks/models/task'
import TaskHistory, { type Change, type HistoryAction } from '#tasks/history/models/task_history'
import { append } from '#events/outbox'
import { eventsOf } from '#tasks/history/events/events_of_changes'

/**
 * Writes down what happened to a task, for its history and for those who listen, in the transaction
 * that made it happen. Every change of one task passes here, whichever way it came; what happens to a
 * tag happens to all its tasks at once, and `recordTagChange` writes that down.
 */
export async function recordChanges(
  actor: Actor,
  task: Task,
  action: HistoryAction,
  changes: Change[],
  trx: TransactionClientContract
) {
  // One deed, one time: pages tell its entries together.
  const facts = {
    action,
    taskId: task.id,
    userId: actorId(actor),
    source: sourceOf(actor),
    createdAt: DateTime.utc(),
  }
  const [{ id: entryId }] = await TaskHistory.createMany(
    changes.map((change) => ({ ...change, ...facts })),
    { client: trx }
  )
  await append(trx, ...eventsOf(actor, task, action, changes, entryId))
}
