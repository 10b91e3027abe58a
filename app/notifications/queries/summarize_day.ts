import { DateTime } from 'luxon'
import type User from '#accounts/models/user'
import Task, { CLOSED_STATUSES } from '#tasks/models/task'
import TaskAssignment from '#tasks/models/task_assignment'

interface SummarizedTask {
  id: number
  title: string
  /** In words, in the user's time zone. */
  due: string
}

/** What a user's day holds; at most twenty tasks of each. */
export interface Summary {
  overdue: SummarizedTask[]
  dueToday: SummarizedTask[]
  dueSoon: SummarizedTask[]
}

const MOST = 20

/** The open tasks that the user is assigned to, by when they are due: the days are the user's own. */
export async function summarizeDay(user: User): Promise<Summary> {
  const now = DateTime.utc().setZone(user.timezone)
  const tomorrow = now.plus({ days: 1 }).startOf('day')
  const nextWeek = tomorrow.plus({ days: 6 })

  const between = async (from: DateTime | null, to: DateTime) => {
    const tasks = await openTasksOf(user)
      .if(from, (query) => query.where('tasks.due_date', '>=', from!.toISO()!))
      .where('tasks.due_date', '<', to.toISO()!)
      .orderBy('tasks.due_date')
      .limit(MOST)
    return tasks.map(({ id, title, dueDate }) => ({
      id,
      title,
      due: dueDate!.setZone(user.timezone).toFormat('ccc d LLL, HH:mm'),
    }))
  }
  return {
    overdue: await between(null, now),
    dueToday: await between(now, tomorrow),
    dueSoon: await between(tomorrow, nextWeek),
  }
}

/** Whether there is anything to say. */
export function isEmpty({ overdue, dueToday, dueSoon }: Summary): boolean {
  return overdue.length + dueToday.length + dueSoon.length === 0
}

function openTasksOf(user: User) {
  return Task.query()
    .whereIn('tasks.id', TaskAssignment.taskIdsOf([user.id]))
    .where('tasks.is_archived', false)
    .whereNotIn('tasks.status', [...CLOSED_STATUSES])
}
