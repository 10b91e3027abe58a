import { assertFitsInTree, lockTree as lock } from '#tasks/tasks/queries/task_tree'
import type { TaskChange } from '#tasks/changes/task_change'

export async function lockTree({ input, trx }: TaskChange) {
  if (input.parentTask) await lock(trx)
}

/** The current parent may no longer be visible to the actor. */
export async function guardParent({ actor, task, input, before, faults, trx }: TaskChange) {
  const { parentTask } = input
  if (!parentTask || parentTask === before.parent_task) return
  await faults.in(assertFitsInTree(actor, task.id ?? null, parentTask, trx))
}
