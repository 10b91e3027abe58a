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
  'archived_at',
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
    instant(task.archivedAt),
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
  return task.tags.map((tag) => [task.id, tag.id])
}

function commentRows(task: BulkTask): Row[] {
  return task.comments.map(({ user, body, at }) => {
    return [task.id, user.id, body, instant(at), instant(at)]
  })
}

function historyRows(task: BulkTask): Row[] {
  const { id, creator, createdAt, actualHours, steps } = task
  const worker = task.assignees[0] ?? creator
  const created = [id, creator.id, 'created', null, null, json(beginning(task)), instant(createdAt)]

  return [
    created,
    ...steps.flatMap(({ at, field, old, new: now }) => {
      const action = field ? 'updated' : 'deleted'
      const row = [id, worker.id, action, field, json(old), json(now), instant(at)]
      if (now !== 'done' || actualHours === null) return [row]
      return [row, [id, worker.id, action, 'actual_hours', 'null', json(actualHours), instant(at)]]
    }),
  ]
}

/** The initial state of the task, as its history records it. */
function beginning(task: BulkTask) {
  return {
    title: task.title,
    description: task.description,
    status: 'todo',
    priority: task.priority,
    due_date: instant(task.dueDate),
    estimated_hours: task.estimatedHours,
    actual_hours: null,
    assigned_to: task.assignees.map(({ id, username }) => ({ id, username })),
    tags: task.tags,
    parent_task: task.parentTaskId,
    team: task.teamId,
    metadata: task.metadata,
    is_archived: false,
  }
}

function json(value: unknown) {
  return value === null ? null : JSON.stringify(value)
}

function instant(milliseconds: number | null) {
  return milliseconds === null ? null : new Date(milliseconds).toISOString()
}
