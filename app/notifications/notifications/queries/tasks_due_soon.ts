import { DateTime } from 'luxon'
import Task from '#tasks/tasks/models/task'
import NotificationPreference from '#notifications/preferences/models/notification_preference'

/** That a task is due soon, for one of those who do it. */
export interface DueSoon {
  userId: number
  taskId: number
  dueDate: Date

  /** Another for each due date: one that moves is told again. */
  cause: string
}

/** The most that somebody may want to know ahead, in hours (see the preferences' check). */
const LONGEST_HOURS = 336

const CAUSE = `'due_soon:' || tasks.id || ':' ||
  to_char(tasks.due_date at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/**
 * Who is still to be told that a task is due soon: its assignees, or its creator where there are
 * none, each as far ahead as they want.
 */
export function tasksDueSoon(limit: number): Promise<DueSoon[]> {
  const now = DateTime.utc()
  return Task.query()
    .withScopes((scopes) => scopes.open())
    .leftJoin('task_assignments', 'task_assignments.task_id', 'tasks.id')
    .joinRaw('join users on users.id = coalesce(task_assignments.user_id, tasks.created_by_id)')
    .leftJoin('notification_preferences as wishes', 'wishes.user_id', 'users.id')
    .where('users.is_active', true)
    .where('tasks.due_date', '>', now.toISO())
    .where('tasks.due_date', '<=', now.plus({ hours: LONGEST_HOURS }).toISO())
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
