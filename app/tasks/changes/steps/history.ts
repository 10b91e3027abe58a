import { recordChanges } from '#tasks/history/actions/record_changes'
import type { TaskChange } from '#tasks/changes/task_change'

export async function recordHistory({ actor, task, action, after, changes, trx }: TaskChange) {
  if (action === 'created') await recordChanges(actor, task, action, [{ new: after }], trx)
  else if (action !== 'updated') await recordChanges(actor, task, action, [{}], trx)

  if (action !== 'created' && changes.length > 0) {
    await recordChanges(actor, task, 'updated', changes, trx)
  }
}
