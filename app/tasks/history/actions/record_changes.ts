import { DateTime } from 'luxon'
import type { Transaction } from '#core/database/transaction'
import { actorId, sourceOf, type Actor } from '#accounts/users/actor'
import type Task from '#tasks/tasks/models/task'
import TaskHistory, { type Change, type HistoryAction } from '#tasks/history/models/task_history'
import { append } from '#events/outbox'
import { eventsOf } from '#tasks/history/events/events_of_changes'

/** Every change of a task passes here; `recordTagChange` does the same for all tasks with a tag. */
export async function recordChanges(
  actor: Actor,
  task: Task,
  action: HistoryAction,
  changes: Change[],
  trx: Transaction
) {
  // Entries of one action share their time.
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
