import type { ClientBase } from 'pg'
import { copyInto, type Row } from '#database/bulk/copy'
import type { BulkTask } from '#database/bulk/tasks'

const TASK_COLUMNS = [
  'id',
  'title',
  'description',
  'status',
  'priority',
  'due_date',
  'estimated_hours',
  'actual_hours',
  'created_by_id',
  'team_id',
  'parent_task_id',
  'metadata',
  'is_archived',
  'version',
  'started_at',
  'completed_at',
  'created_at',
  'updated_at',
  'deleted_at',
]
const ASSIGNMENT_COLUMNS = ['task_id', 'user_id', 'assigned_by_id', 'created_at']
const TAG_COLUMNS = ['task_id', 'tag_id']
const COMMENT_COLUMNS = ['task_id', 'user_id', 'body', 'created_at', 'updated_at']
const HISTORY_COLUMNS = ['task_id', 'user_id', 'action', 'field', 'old', 'new', 'created_at']

/** Writes tasks and all that belongs to them, a table at a time. */
export async function writeTasks(client: ClientBase, tasks: readonly BulkTask[]) {
  await copyInto(client, 'tasks', TASK_COLUMNS, tasks.map(taskRow))
  await copyInto(client, 'task_assignments', ASSIGNMENT_COLUMNS, tasks.flatMap(assignmentRows))
  await copyInto(client, 'task_tags', TAG_COLUMNS, tasks.flatMap(tagRows))
  await copyInto(client, 'comments', COMMENT_COLUMNS, tasks.flatMap(commentRows))
  await copyInto(client, 'task_history', HISTORY_COLUMNS, tasks.flatMap(historyRows))
}

function taskRow(task: BulkTask): Row {
  return [
    task.id,
    task.title,
    task.description,
    task.status,
    task.priority,
    instant(task.dueDate),
    task.estimatedHours,
    task.actualHours,
    task.creator.id,
    task.teamId,
    task.parentTaskId,
    JSON.stringify(task.metadata),
    task.archivedAt !== null,
    1 + task.steps.length,
    instant(task.startedAt),
    instant(task.completedAt),
    instant(task.createdAt),
    instant(task.updatedAt),
    instant(task.deletedAt),
  ]
}

function assignmentRows(task: BulkTask): Row[] {
  const at = instant(task.createdAt)
  return task.assignees.map((user) => [task.id, user.id, task.creator.id, at])
}

function tagRows(task: BulkTask): Row[] {
  return task.tagIds.map((tagId) => [task.id, tagId])
}

function commentRows(task: BulkTask): Row[] {
  return task.comments.map(({ user, body, at }) => {
    return [task.id, user.id, body, instant(at), instant(at)]
  })
}

function historyRows(task: BulkTask): Row[] {
  const worker = task.assignees[0] ?? task.creator
  return [
    [task.id, task.creator.id, 'created', null, null, null, instant(task.createdAt)],
    ...task.steps.map(({ at, field, old, new: now }) => {
      const action = field ? 'updated' : 'deleted'
      return [task.id, worker.id, action, field, json(old), json(now), instant(at)]
    }),
  ]
}

function json(value: unknown) {
  return value === null ? null : JSON.stringify(value)
}

function instant(milliseconds: number | null) {
  return milliseconds === null ? null : new Date(milliseconds).toISOString()
}
