import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { CLOSED_IN_SQL, PRIORITIES, STATUSES } from '#tasks/tasks/models/task'

export const PERIODS = ['day', 'week', 'month'] as const
export type Period = (typeof PERIODS)[number]

export interface ReportScope {
  from: DateTime
  /** Exclusive. */
  to: DateTime
  /** IANA; periods begin at midnight there. */
  timezone: string
  per: Period
  teamId?: number
}

/** Deleted tasks are left out. */
export interface ReportLine {
  /** `all`, `status`, `priority`, `assignee`, or the period. */
  by: string
  name: string
  created: number
  completed: number
  /** As of now. */
  open: number | null
  overdue: number | null
  /** Average hours from creation to completion. */
  lead_time_hours: number | null
}

type Counts = Omit<ReportLine, 'by'>

/** `now` decides what is overdue. */
export async function reportTasks(
  scope: ReportScope,
  now: DateTime,
  onProgress: (done: number, total: number) => void = () => {}
): Promise<ReportLine[]> {
  const parts = [
    () => count('all', `'all'`, scope, now, ['all']),
    () => count('status', 'tasks.status', scope, now, STATUSES),
    () => count('priority', 'tasks.priority', scope, now, PRIORITIES),
    ...(scope.teamId ? [() => count('assignee', ASSIGNEE, scope, now)] : []),
    () => countPeriods(scope),
  ]
  const lines: ReportLine[] = []
  for (const [done, part] of parts.entries()) {
    onProgress(done, parts.length)
    lines.push(...(await part()))
  }
  onProgress(parts.length, parts.length)
  return lines
}

async function count(
  by: string,
  name: string,
  scope: ReportScope,
  now: DateTime,
  names: readonly string[] = []
) {
  const assignments = name === ASSIGNEE ? ASSIGNMENTS : ''
  const { rows } = await db.rawQuery<{ rows: Counts[] }>(
    `select ${name} as name,
            count(*) filter (where ${within('created_at')}) as created,
            count(*) filter (where ${within('completed_at')}) as completed,
            count(*) filter (where ${OPEN}) as open,
            count(*) filter (where ${OPEN} and due_date < :now) as overdue,
            round(avg(${LEAD_TIME}) filter (where ${within('completed_at')}), 1) as lead_time_hours
       from tasks ${assignments}
      where tasks.deleted_at is null ${teamOnly(scope)}
      group by 1 order by 1`,
    { ...bindings(scope), now: now.toISO()! }
  )
  const found = names.map((each) => rows.find((row) => row.name === each) ?? nothing(each))
  return (names.length > 0 ? found : rows).map((row) => ({ by, ...row }))
}

async function countPeriods(scope: ReportScope): Promise<ReportLine[]> {
  const start = (column: string) => `date_trunc(:per, ${column} at time zone :timezone)`
  const tasks = `tasks where tasks.deleted_at is null ${teamOnly(scope)}`
  const { rows } = await db.rawQuery<{ rows: Counts[] }>(
    `with happened as (
       select ${start('created_at')} as period, 1 as created, 0 as completed, null as lead_time
         from ${tasks} and ${within('created_at')}
       union all
       select ${start('completed_at')}, 0, 1, ${LEAD_TIME}
         from ${tasks} and ${within('completed_at')}
     )
     select to_char(period, 'YYYY-MM-DD') as name,
            coalesce(sum(created), 0) as created, coalesce(sum(completed), 0) as completed,
            round(avg(lead_time), 1) as lead_time_hours
       from generate_series(${start(':from::timestamptz')},
                            ${start(`(:to::timestamptz - interval '1 millisecond')`)},
                            cast('1 ' || :per as interval)) as period
       left join happened using (period)
      group by period order by period`,
    { ...bindings(scope), timezone: scope.timezone, per: scope.per }
  )
  return rows.map(({ lead_time_hours: leadTime, ...row }) => ({
    by: scope.per,
    ...row,
    open: null,
    overdue: null,
    lead_time_hours: leadTime,
  }))
}

const OPEN = `tasks.status not in (${CLOSED_IN_SQL})
              and not tasks.is_archived and tasks.created_at < :to`
const LEAD_TIME = `extract(epoch from tasks.completed_at - tasks.created_at) / 3600`
const ASSIGNEE = `coalesce(users.username, '(unassigned)')`
const ASSIGNMENTS = `left join task_assignments on task_assignments.task_id = tasks.id
                     left join users on users.id = task_assignments.user_id`

const within = (column: string) => `tasks.${column} >= :from and tasks.${column} < :to`
const teamOnly = ({ teamId }: ReportScope) => (teamId ? 'and tasks.team_id = :teamId' : '')

function bindings({ from, to, teamId }: ReportScope) {
  return { from: from.toISO()!, to: to.toISO()!, ...(teamId && { teamId }) }
}

function nothing(name: string): Counts {
  return { name, created: 0, completed: 0, open: 0, overdue: 0, lead_time_hours: null }
}
