import { DateTime } from 'luxon'
import type { Transaction } from '#core/database/transaction'
import { startOfDay } from '#core/calendar'
import type User from '#accounts/users/models/user'
import Task from '#tasks/tasks/models/task'
import TaskAssignment from '#tasks/assignments/models/task_assignment'

interface SummarizedTask {
  id: number
  title: string
  /** In words, in the user's time zone. */
  due: string
}

export interface SummarySection {
  tasks: SummarizedTask[]
  hasMore: boolean
}

export interface Summary {
  overdue: SummarySection
  dueToday: SummarySection
  dueSoon: SummarySection
}

/** Tasks named per section. */
const MAX_TASKS = 20

/** Open assigned tasks by due date; days are local to the user. */
export async function summarizeDay(user: User, client?: Transaction): Promise<Summary> {
  const now = DateTime.utc().setZone(user.timezone)
  const tomorrow = startOfDay(now.plus({ days: 1 }))
  const nextWeek = startOfDay(now.plus({ days: 7 }))

  const between = async (from: DateTime | null, to: DateTime) => {
    const found = await openTasksOf(user, client)
      .if(from, (query) => query.where('tasks.due_date', '>=', from!.toISO()!))
      .where('tasks.due_date', '<', to.toISO()!)
      .orderBy('tasks.due_date')
      .limit(MAX_TASKS + 1)
    const tasks = found.slice(0, MAX_TASKS).map(({ id, title, dueDate }) => ({
      id,
      title,
      due: dueDate!.setZone(user.timezone).toFormat('ccc d LLL, HH:mm'),
    }))
    return { tasks, hasMore: found.length > MAX_TASKS }
  }
  return {
    overdue: await between(null, now),
    dueToday: await between(now, tomorrow),
    dueSoon: await between(tomorrow, nextWeek),
  }
}

export function isEmpty({ overdue, dueToday, dueSoon }: Summary): boolean {
  return [overdue, dueToday, dueSoon].every(({ tasks }) => tasks.length === 0)
}

function openTasksOf(user: User, client?: Transaction) {
  return Task.query({ client })
    .withScopes((scopes) => scopes.open())
    .whereIn('tasks.id', TaskAssignment.taskIdsOf([user.id]))
}
