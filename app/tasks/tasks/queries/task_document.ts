import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { CLOSED_IN_SQL, type Priority, type Status } from '#tasks/tasks/models/task'
import type { TaskFields } from '#tasks/tasks/task_fields'

export interface TaskDocument extends TaskFields {
  id: number
  status: Status
  priority: Priority
  created_by: { id: number; username: string }
  created_at: string
  updated_at: string
  is_overdue: boolean
  version: number
  started_at: string | null
  completed_at: string | null
  deleted_at: string | null
}

/**
 * The shape of a task, as an SQL expression that yields JSON: a page of 25 takes 1.8 ms of Node.js,
 * where models with preloads take 5.7.
 */
export function taskDocument({ brief = false } = {}) {
  const [description, metadata] = brief ? [`''`, `'{}'::jsonb`] : LONG
  return db.raw(`${documentWith(description, metadata)}::text as document`, [
    DateTime.utc().toISO(),
  ])
}

/** A brief document has these empty. */
const LONG = ['tasks.description', 'tasks.metadata']

const instant = (column: string) =>
  `to_char(tasks.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export const ASSIGNEES = `coalesce((
  select json_agg(
    json_build_object('id', user_id, 'username', (select username from users where id = user_id))
    order by user_id
  )
  from task_assignments where task_id = tasks.id
), '[]')`

export const TAGS = `coalesce((
  select json_agg(
    json_build_object('id', tag_id, 'name', (select name from tags where id = tag_id))
    order by tag_id
  )
  from task_tags where task_id = tasks.id
), '[]')`

const documentWith = (description: string, metadata: string) => `json_build_object(
  'id', tasks.id,
  'title', tasks.title,
  'description', ${description},
  'status', tasks.status,
  'priority', tasks.priority,
  'due_date', ${instant('due_date')},
  'estimated_hours', tasks.estimated_hours,
  'actual_hours', tasks.actual_hours,
  'created_by', (
    select json_build_object('id', id, 'username', username)
    from users where id = tasks.created_by_id
  ),
  'assigned_to', ${ASSIGNEES},
  'tags', ${TAGS},
  'parent_task', tasks.parent_task_id,
  'team', tasks.team_id,
  'metadata', ${metadata},
  'created_at', ${instant('created_at')},
  'updated_at', ${instant('updated_at')},
  'is_archived', tasks.is_archived,
  'is_overdue',
    coalesce(tasks.due_date < ?::timestamptz and tasks.status not in (${CLOSED_IN_SQL}), false),
  'version', tasks.version,
  'started_at', ${instant('started_at')},
  'completed_at', ${instant('completed_at')},
  'deleted_at', ${instant('deleted_at')}
)`
