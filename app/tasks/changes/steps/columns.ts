import { DateTime } from 'luxon'
import type { TaskChange } from '#tasks/changes/task_change'
import { setColumns } from '#tasks/tasks/task_columns'

export function applyInput({ task, input }: TaskChange) {
  setColumns(task, input)
}

export function applyDeletion({ action, task }: TaskChange) {
  if (action === 'deleted') task.deletedAt = DateTime.utc()
  if (action === 'restored') task.deletedAt = null
}

export function deriveTimes({ task, before }: TaskChange) {
  if (task.status === before.status) return
  if (task.isStarted) task.startedAt ??= DateTime.utc()
  task.completedAt = task.status === 'done' ? DateTime.utc() : null
}

export async function saveTask({ task }: TaskChange) {
  task.version = (task.version ?? 0) + 1
  await task.save()
}
