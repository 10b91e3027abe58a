import { DateTime } from 'luxon'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
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

/** The first of some tasks, and whether there are more. */
export interface SummarySection {
  tasks: SummarizedTask[]
  hasMore: boolean
}

/** What a user's day holds. */
export interface Summary {
  overdue: SummarySection
  dueToday: SummarySection
  dueSoon: SummarySection
}

/** How many tasks of each section a summary names. */
const MOST = 20

/** The open tasks that the user is assigned to, by when they are due: the days are the user's own. */
export async function summarizeDay(
  user: User,
  client?: TransactionClientContract
): Promise<Summary> {
  const now = DateTime.utc().setZone(user.timezone)
  const tomorrow = startOfDay(now.plus({ days: 1 }))
  const nextWeek = startOfDay(now.plus({ days: 7 }))

  const between = async (from: DateTime | null, to: DateTime) => {
    const found = await openTasksOf(user, client)
      .if(from, (query) => query.where('tasks.due_date', '>=', from!.toISO()!))
      .where('tasks.due_date', '<', to.toISO()!)
      .orderBy('tasks.due_date')
      .limit(MOST + 1)
    const tasks = found.slice(0, MOST).map(({ id, title, dueDate }) => ({
      id,
      title,
      due: dueDate!.setZone(user.timezone).toFormat('ccc d LLL, HH:mm'),
    }))
    return { tasks, hasMore: found.length > MOST }
  }
  return {
    overdue: await between(null, now),
    dueToday: await between(now, tomorrow),
    dueSoon: await between(tomorrow, nextWeek),
  }
}

/** Whether there is anything to say. */
export function isEmpty({ overdue, dueToday, dueSoon }: Summary): boolean {
  return [overdue, dueToday, dueSoon].every(({ tasks }) => tasks.length === 0)
}

function openTasksOf(user: User, client?: TransactionClientContract) {
  return Task.query({ client })
    .withScopes((scopes) => scopes.open())
    .whereIn('tasks.id', TaskAssignment.taskIdsOf([user.id]))
}
