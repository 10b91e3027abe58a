import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import User from '#accounts/models/user'
import Task, { CLOSED_STATUSES } from '#tasks/models/task'
import { Notify } from '#notifications/actions/notify'
import DeliverMailJob from '#notifications/jobs/deliver_mail_job'

/** The most that somebody may want to know ahead, in hours (see the preferences' check). */
const LONGEST_HOURS = 336

/**
 * Tells assignees that a task is due soon, as far ahead as each of them wants: once for each due
 * date, for the due date is part of the cause.
 */
export class NotifyDueSoon {
  /** Tells how many were looked at; most of them were told before. */
  async handle(): Promise<number> {
    const now = DateTime.utc()
    const rows: { user_id: number; task_id: number }[] = await Task.query()
      .join('task_assignments', 'task_assignments.task_id', 'tasks.id')
      .leftJoin('notification_preferences as wishes', 'wishes.user_id', 'task_assignments.user_id')
      .where('tasks.is_archived', false)
      .whereNotIn('tasks.status', [...CLOSED_STATUSES])
      .where('tasks.due_date', '>', now.toISO())
      .where('tasks.due_date', '<=', now.plus({ hours: LONGEST_HOURS }).toISO())
      .whereRaw(
        `tasks.due_date <= ?::timestamptz + coalesce(wishes.due_soon_hours, 24) * interval '1 hour'`,
        [now.toISO()]
      )
      .whereNotExists((told) =>
        told
          .from('notifications')
          .whereColumn('notifications.user_id', 'task_assignments.user_id')
          .whereColumn('notifications.task_id', 'tasks.id')
          .where('notifications.kind', 'due_soon')
          .whereRaw(`notifications.payload->>'due_date' = ${DUE_DATE}`)
      )
      .select('task_assignments.user_id', 'tasks.id as task_id')
      .pojo()

    for (const { user_id: userId, task_id: taskId } of rows) await this.#tell(userId, taskId)
    return rows.length
  }

  async #tell(userId: number, taskId: number) {
    const delivery = await db.transaction(async (trx) => {
      const user = await User.query({ client: trx }).where({ id: userId, isActive: true }).first()
      const task = await Task.find(taskId, { client: trx })
      if (!user || !task?.dueDate) return null

      const dueDate = task.dueDate.toUTC().toISO()
      return new Notify().handle(
        {
          userId,
          kind: 'due_soon',
          cause: `due_soon:${taskId}:${dueDate}`,
          taskId,
          actorId: null,
          payload: { task: { id: task.id, title: task.title }, due_date: dueDate },
        },
        trx
      )
    })
    if (delivery) await DeliverMailJob.dispatchFor([delivery])
  }
}

/** A due date as luxon writes it. */
const DUE_DATE = `to_char(tasks.due_date at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
