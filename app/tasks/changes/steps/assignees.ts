import { actorId } from '#accounts/users/actor'
import TaskAssignment from '#tasks/assignments/models/task_assignment'
import { findAssignees } from '#tasks/assignments/queries/find_assignees'
import { addedTo, idsOf } from '#tasks/changes/steps/lists'
import type { TaskChange } from '#tasks/changes/task_change'
import type { Assignment, TaskInput } from '#tasks/tasks/task_fields'

/** Only new assignees: others may have been disabled since. */
export async function guardAssignees(change: TaskChange) {
  const { actor, input, faults, trx } = change
  if (input.assignedTo === undefined) return

  const { mode, userIds, field } = assignmentOf(input.assignedTo)
  const { assigned_to: current = [] } = change.before
  const named = new Set(userIds)
  const kept = current.filter(({ id }) => mode === 'add' || named.has(id) === (mode === 'replace'))
  const added = mode === 'remove' ? [] : [...named.difference(idsOf(current))]
  const found = (await faults.in(findAssignees(actor, added, field, trx))) ?? []

  change.assignees = [...kept, ...found.map(({ id, username }) => ({ id, username }))].sort(
    (one, other) => one.id - other.id
  )
}

export async function writeAssignees({ actor, task, before, assignees, trx }: TaskChange) {
  if (!assignees) return

  const removed = addedTo(assignees, before.assigned_to)
  if (removed.length > 0) {
    await TaskAssignment.query({ client: trx })
      .where('taskId', task.id)
      .whereIn('userId', removed)
      .delete()
  }
  await TaskAssignment.createMany(
    addedTo(before.assigned_to, assignees).map((userId) => ({
      taskId: task.id,
      userId,
      assignedById: actorId(actor),
    })),
    { client: trx }
  )
}

function assignmentOf(given: TaskInput['assignedTo']): Assignment {
  return Array.isArray(given) ? { mode: 'replace', userIds: given, field: 'assigned_to' } : given
}
