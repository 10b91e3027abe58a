import { DateTime } from 'luxon'
import type { Transaction } from '#core/database/transaction'
import Task from '#tasks/tasks/models/task'
import NotificationPreference from '#notifications/preferences/models/notification_preference'

export interface DueSoon {
  userId: number
  taskId: number
  dueDate: Date

  /** A new due date notifies again. */
  cause: string
}

/** The maximum lead time of the preferences. */
const MAX_LEAD_HOURS = 336

const CAUSE = `'due_soon:' || tasks.id || ':' ||
  to_char(tasks.due_date at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** Assignees, or the creator when there are none, each with their own lead time. */
export function tasksDueSoon(limit: number, trx?: Transaction): Promise<DueSoon[]> {
  const now = DateTime.utc()
  return Task.query({ client: trx })
    .withScopes((scopes) => scopes.open())
    .leftJoin('task_assignments', 'task_assignments.task_id', 'tasks.id')
    .joinRaw('join users on users.id = coalesce(task_assignments.user_id, tasks.created_by_id)')
    .leftJoin('notification_preferences as wishes', 'wishes.user_id', 'users.id')
    .where('users.is_active', true)
    .where('tasks.due_date', '>', now.toISO())
    .where('tasks.due_date', '<=', now.plus({ hours: MAX_LEAD_HOURS }).toISO())
    .whereRaw(
      `tasks.due_date <= ?::timestamptz + coalesce(wishes.due_soon_hours, ?) * interval '1 hour'`,
      [now.toISO(), NotificationPreference.DEFAULTS.dueSoonHours]
    )
    .whereRaw(`coalesce(wishes.channels -> 'due_soon', '[""]') <> '[]'`)
    .whereNotExists((told) =>
      told
        .from('notifications')
        .whereColumn('notifications.user_id', 'users.id')
        .whereRaw(`notifications.cause = ${CAUSE}`)
    )
    .select('users.id as userId', 'tasks.id as taskId', 'tasks.due_date as dueDate')
    .select(Task.query().client.raw(`${CAUSE} as cause`))
    .orderBy('tasks.due_date')
    .orderBy('tasks.id')
    .limit(limit)
    .pojo<DueSoon>()
}
