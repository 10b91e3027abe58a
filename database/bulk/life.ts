import type { Random } from '#database/bulk/random'
import type { Status } from '#tasks/tasks/models/task'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** A change of one field, or the deletion. */
export interface Step {
  at: number
  field: 'status' | 'is_archived' | null
  old: Status | boolean | null
  new: Status | boolean | null
}

/** A task's changes and final state; times are epoch milliseconds. */
export interface Life {
  status: Status
  startedAt: number | null
  completedAt: number | null
  archivedAt: number | null
  deletedAt: number | null
  updatedAt: number
  steps: Step[]
}

/** The statuses that lead to each status. */
const WAYS: Record<Status, Status[]> = {
  todo: [],
  in_progress: ['in_progress'],
  in_review: ['in_progress', 'in_review'],
  blocked: ['in_progress', 'blocked'],
  done: ['in_progress', 'in_review', 'done'],
  cancelled: ['cancelled'],
}

/** The older the task, the more likely it is closed. */
export function live(random: Random, createdAt: number, now: number): Life {
  const age = now - createdAt
  const status = outcome(random, age / DAY)
  const steps = walk(
    random,
    createdAt,
    Math.min(age, random.int(60, 20 * 24 * 60) * MINUTE),
    status
  )
  const at = (wanted: Status) => steps.find((step) => step.new === wanted)?.at ?? null

  const over = steps.at(-1)?.at ?? createdAt
  const completedAt = at('done')
  const isOld = status === 'done' && age > 365 * DAY
  const archivedAt = isOld && random.chance(0.6) ? over + random.int(30, 90) * DAY : null
  if (archivedAt) steps.push({ at: archivedAt, field: 'is_archived', old: false, new: true })

  const deletedAt = random.chance(0.01) ? Math.min(now, (archivedAt ?? over) + DAY) : null
  if (deletedAt) steps.push({ at: deletedAt, field: null, old: null, new: null })

  return {
    status,
    startedAt: at('in_progress'),
    completedAt,
    archivedAt,
    deletedAt,
    updatedAt: steps.at(-1)?.at ?? createdAt,
    steps,
  }
}

function outcome(random: Random, days: number): Status {
  if (random.chance(0.1 + 0.82 * Math.min(1, days / 90))) return 'done'
  if (random.chance(0.08)) return 'cancelled'
  return random.pickEarly(['todo', 'in_progress', 'in_review', 'blocked'])
}

/** Spreads the transitions over the time span. */
function walk(random: Random, from: number, span: number, status: Status): Step[] {
  const way = WAYS[status]
  return way.map((next, index) => ({
    at: Math.floor(from + (span * (index + random.next())) / way.length),
    field: 'status',
    old: way[index - 1] ?? 'todo',
    new: next,
  }))
}
