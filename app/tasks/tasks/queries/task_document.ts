import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { CLOSED_IN_SQL } from '#tasks/tasks/models/task'
import {
  columnOf,
  FIELD_NAMES,
  kindOf,
  type Kind,
  type TaskField,
  type TaskFields,
} from '#tasks/tasks/task_fields'

export interface TaskDocument extends TaskFields {
  id: number
  created_by: { id: number; username: string }
  created_at: string
  updated_at: string
  is_overdue: boolean
  version: number
  started_at: string | null
  completed_at: string | null
  deleted_at: string | null
}

/** JSON assembled by PostgreSQL: 1.8 ms of Node.js for a page of 25, where models take 5.7. */
export function taskDocument({ brief = false } = {}) {
  const values = brief ? { ...VALUES, ...EMPTY } : VALUES
  const fields = FIELD_NAMES.map((name) => `'${name}', ${valueInSql(name, values)}`)
  return db.raw(`json_build_object(${fields.join(', ')}, ${OTHERS})::text as document`, [
    DateTime.utc().toISO(),
  ])
}

type Values = Partial<Record<Kind, (column: string) => string>>

const instant = (column: string) =>
  `to_char(tasks.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const VALUES: Values = {
  instant,
  users: () => `coalesce((
    select json_agg(
      json_build_object('id', user_id, 'username', (select username from users where id = user_id))
      order by user_id
    )
    from task_assignments where task_id = tasks.id
  ), '[]')`,
  tags: () => `coalesce((
    select json_agg(
      json_build_object('id', tag_id, 'name', (select name from tags where id = tag_id))
      order by tag_id
    )
    from task_tags where task_id = tasks.id
  ), '[]')`,
}

export function valueInSql(name: TaskField, values: Values = VALUES): string {
  const column = columnOf(name)
  return values[kindOf(name)]?.(column) ?? `tasks.${column}`
}

const EMPTY: Values = { markdown: () => `''`, json: () => `'{}'::jsonb` }

const OTHERS = `
  'id', tasks.id,
  'created_by', (
    select json_build_object('id', id, 'username', username)
    from users where id = tasks.created_by_id
  ),
  'created_at', ${instant('created_at')},
  'updated_at', ${instant('updated_at')},
  'is_overdue',
    coalesce(tasks.due_date < ?::timestamptz and tasks.status not in (${CLOSED_IN_SQL}), false),
  'version', tasks.version,
  'started_at', ${instant('started_at')},
  'completed_at', ${instant('completed_at')},
  'deleted_at', ${instant('deleted_at')}`
