import { isDeepStrictEqual } from 'node:util'
import { absoluteTime } from '#web/times'
import { words } from '#tasks/tasks/pages/words'
import type { Person } from '#tasks/assignments/pages/people'
import type { TaskField } from '#tasks/tasks/task_fields'
import type { HistoryAction } from '#tasks/history/models/task_history'

export interface Entry {
  action: HistoryAction
  field: TaskField | null
  old: any
  new: any
  user: Person
  created_at: string
}

/** `changed the priority` from `low` to `high` */
export interface Part {
  does: string
  from?: string
  to?: string
  link?: string
}

export interface Happening {
  user: Entry['user']
  at: string
  parts: Part[]
}

export interface Reader {
  timezone: string
  teams: Map<number, string>
}

/** Changes made together become one sentence. */
export function tellHappenings(entries: Entry[], reader: Reader): Happening[] {
  const happenings: Happening[] = []
  for (const entry of entries) {
    const parts = tell(entry, reader)
    const last = happenings.at(-1)
    if (last && last.user.id === entry.user.id && isAtOnce(last.at, entry.created_at)) {
      last.parts.push(...parts)
    } else {
      happenings.push({ user: entry.user, at: entry.created_at, parts })
    }
  }
  return happenings
}

/** Entries of one change have almost the same time. */
function isAtOnce(one: string, other: string): boolean {
  return Math.abs(Date.parse(other) - Date.parse(one)) < 1000
}

function tell(entry: Entry, reader: Reader): Part[] {
  if (entry.action !== 'updated') return [{ does: `${entry.action} the task` }]
  return TELLERS[entry.field!](entry.old, entry.new, reader)
}

type Teller = (before: any, after: any, reader: Reader) => Part[]

const changed =
  (what: string): Teller =>
  () => [{ does: `changed the ${what}` }]

/** Worded by the previous value: `set the …`, `changed the … from … to`, `removed the …`. */
function moved(what: string, text: (value: any, reader: Reader) => string): Teller {
  return (before, after, reader) => {
    if (after === null) return [{ does: `took away the ${what}`, from: text(before, reader) }]
    const to = { to: text(after, reader), link: 'to' }
    if (before === null) return [{ does: `set the ${what}`, ...to }]
    return [{ does: `changed the ${what}`, from: text(before, reader), ...to }]
  }
}

type Counted = (count: number) => string

function listed(key: string, adds: Counted, removes: Counted): Teller {
  const missingIn = (others: any[]) => (one: any) =>
    !others.some((other) => isDeepStrictEqual(other.id, one.id))
  const names = (items: any[]) => items.map((item) => item[key]).join(', ')

  return (before, after) => {
    const added = after.filter(missingIn(before))
    const removed = before.filter(missingIn(after))
    return [
      ...(added.length ? [{ does: adds(added.length), to: names(added) }] : []),
      ...(removed.length ? [{ does: removes(removed.length), to: names(removed) }] : []),
    ]
  }
}

const plain = (value: string) => words(value).toLowerCase()
const hours = (value: number) => `${value} h`
const tags = (count: number) => (count === 1 ? 'tag' : 'tags')
const task = (id: number) => `#${id}`

const TELLERS: Record<TaskField, Teller> = {
  title: (before, after) => [{ does: 'renamed this', from: before, to: after, link: 'to' }],
  description: changed('description'),
  status: moved('status', plain),
  priority: moved('priority', plain),
  due_date: moved('due date', (value, { timezone }) => absoluteTime(value, timezone)),
  estimated_hours: moved('estimate', hours),
  actual_hours: moved('hours spent', hours),
  assigned_to: listed(
    'displayName',
    () => 'assigned',
    () => 'unassigned'
  ),
  tags: listed(
    'name',
    (count) => `added the ${tags(count)}`,
    (count) => `took away the ${tags(count)}`
  ),
  parent_task: moved('parent task', task),
  team: moved('team', (id, { teams }) => teams.get(id) ?? `team ${id}`),
  metadata: changed('metadata'),
  is_archived: (_, after) => [
    { does: after ? 'archived the task' : 'brought the task back from the archive' },
  ],
}
