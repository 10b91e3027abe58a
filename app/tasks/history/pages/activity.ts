import { isDeepStrictEqual } from 'node:util'
import { absoluteTime } from '#web/times'
import { valueLabel } from '#tasks/tasks/pages/value_label'
import type { Person } from '#tasks/assignments/pages/people'
import { kindOf, nounOf, type Kind, type TaskField } from '#tasks/tasks/task_fields'
import type { HistoryAction } from '#tasks/history/models/task_history'

export interface Entry {
  action: HistoryAction
  field: TaskField | null
  old: any
  new: any
  user: Person | null
  source: string | null
  created_at: string
}

/** `changed the priority` from `low` to `high` */
export interface Part {
  does: string
  from?: string
  to?: string
  link?: string
}

export interface ActivityEntry extends Pick<Entry, 'user' | 'source'> {
  at: string
  parts: Part[]
}

export interface Reader {
  timezone: string
  teams: Map<number, string>
}

/** Changes made together become one sentence. */
export function describeActivity(entries: Entry[], reader: Reader): ActivityEntry[] {
  const activities: ActivityEntry[] = []
  for (const entry of entries) {
    const parts = tell(entry, reader)
    const last = activities.at(-1)
    const { user, source, created_at: at } = entry
    if (last && isSameAuthor(last, entry) && isSameChange(last.at, at)) {
      last.parts.push(...parts)
    } else {
      activities.push({ user, source, at, parts })
    }
  }
  return activities
}

const isSameAuthor = (one: Pick<Entry, 'user' | 'source'>, other: Entry) =>
  one.user?.id === other.user?.id && one.source === other.source

/** Entries of one change have almost the same time. */
function isSameChange(one: string, other: string): boolean {
  return Math.abs(Date.parse(other) - Date.parse(one)) < 1000
}

function tell(entry: Entry, reader: Reader): Part[] {
  if (entry.action !== 'updated') return [{ does: `${entry.action} the task` }]
  const { field, old, new: value } = entry
  const describe = DESCRIBERS[kindOf(field!)] ?? moved(String)
  return describe(nounOf(field!), old, value, reader)
}

type Describe = (noun: string, before: any, after: any, reader: Reader) => Part[]

const changed: Describe = (noun) => [{ does: `changed the ${noun}` }]

/** Worded by the previous value: `set the …`, `changed the … from … to`, `removed the …`. */
function moved(text: (value: any, reader: Reader) => string): Describe {
  return (noun, before, after, reader) => {
    if (after === null) return [{ does: `removed the ${noun}`, from: text(before, reader) }]
    const to = { to: text(after, reader), link: 'to' }
    if (before === null) return [{ does: `set the ${noun}`, ...to }]
    return [{ does: `changed the ${noun}`, from: text(before, reader), ...to }]
  }
}

type Counted = (count: number) => string

function listed(key: string, adds: Counted, removes: Counted): Describe {
  const missingIn = (others: any[]) => (one: any) =>
    !others.some((other) => isDeepStrictEqual(other.id, one.id))
  const names = (items: any[]) => items.map((item) => item[key]).join(', ')

  return (_, before, after) => {
    const added = after.filter(missingIn(before))
    const removed = before.filter(missingIn(after))
    return [
      ...(added.length ? [{ does: adds(added.length), to: names(added) }] : []),
      ...(removed.length ? [{ does: removes(removed.length), to: names(removed) }] : []),
    ]
  }
}

const tags = (count: number) => (count === 1 ? 'tag' : 'tags')

const DESCRIBERS: Partial<Record<Kind, Describe>> = {
  title: (_, before, after) => [{ does: 'renamed the task', from: before, to: after, link: 'to' }],
  markdown: changed,
  status: moved(valueLabel),
  priority: moved(valueLabel),
  instant: moved((value, { timezone }) => absoluteTime(value, timezone)),
  hours: moved((value) => `${value} h`),
  users: listed(
    'displayName',
    () => 'assigned',
    () => 'unassigned'
  ),
  tags: listed(
    'name',
    (count) => `added the ${tags(count)}`,
    (count) => `removed the ${tags(count)}`
  ),
  task: moved((id) => `#${id}`),
  team: moved((id, { teams }) => teams.get(id) ?? `team ${id}`),
  json: changed,
  archived: (_, _before, after) => [{ does: after ? 'archived the task' : 'unarchived the task' }],
}
