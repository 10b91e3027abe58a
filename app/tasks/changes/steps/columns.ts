import { DateTime } from 'luxon'
import type { TaskChange } from '#tasks/changes/task_change'

export function applyInput({ task, input }: TaskChange) {
  const { assignedTo, tags, parentTask, team, ...columns } = input
  task.merge(columns)
  if (parentTask !== undefined) task.parentTaskId = parentTask
  if (team !== undefined) task.teamId = team
}

export function applyDeletion({ action, task }: TaskChange) {
  if (action === 'deleted') task.deletedAt = DateTime.utc()
  if (action === 'restored') task.deletedAt = null
}

/** When work began and when it was done; reopening a task forgets the latter. */
export function deriveTimes({ task, before }: TaskChange) {
  if (task.status === before.status) return
  if (task.isStarted) task.startedAt ??= DateTime.utc()
  task.completedAt = task.status === 'done' ? DateTime.utc() : null
}

export async function saveTask({ task }: TaskChange) {
  task.version = (task.version ?? 0) + 1
  await task.save()
}
