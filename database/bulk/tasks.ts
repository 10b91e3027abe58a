import { live, type Life } from '#database/bulk/life'
import type { Random } from '#database/bulk/random'
import type { BulkTeam, BulkUser } from '#database/bulk/users_and_teams'
import { customer, description, reference, comment, title } from '#database/bulk/prose'
import type { Priority } from '#tasks/tasks/models/task'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const SPAN = 730 * DAY

const PRIORITIES: Priority[] = ['medium', 'high', 'low', 'urgent']
const ESTIMATES = [1, 2, 4, 8, 3, 0.5, 16, 6, 24, 12, 40]

export interface BulkTag {
  id: number
  name: string
}

/** A task with everything that belongs to it; times are epoch milliseconds. */
export interface BulkTask extends Life {
  id: number
  title: string
  description: string
  priority: Priority
  dueDate: number | null
  estimatedHours: number | null
  actualHours: number | null
  creator: BulkUser
  teamId: number | null
  parentTaskId: number | null
  metadata: Record<string, string>
  createdAt: number
  assignees: BulkUser[]
  tags: BulkTag[]
  comments: { user: BulkUser; body: string; at: number }[]
}

export interface World {
  random: Random
  now: number
  teams: readonly BulkTeam[]
  tags: readonly BulkTag[]
}

/**
 * Generates tasks over the last two years, oldest first. Busy teams have many; one in seven tasks
 * has no team, one in eight is a subtask of an earlier one.
 */
export class TaskMaker {
  #made = 0
  #latestOfTeam = new Map<number, number>()

  constructor(
    private world: World,
    private count: number
  ) {}

  next(id: number): BulkTask {
    const { random, now } = this.world
    const gap = SPAN / this.count
    const createdAt = Math.floor(now - SPAN + gap * (this.#made++ + random.next()))

    const task = makeTask(this.world, id, createdAt)
    if (task.teamId === null) return task

    const latest = this.#latestOfTeam.get(task.teamId) ?? null
    if (latest && random.chance(0.12)) task.parentTaskId = latest
    else if (!task.deletedAt) this.#latestOfTeam.set(task.teamId, id)
    return task
  }
}

function makeTask({ random, now, teams, tags }: World, id: number, createdAt: number): BulkTask {
  const team = random.pickEarly(teams)
  const life = live(random, createdAt, now)
  const estimatedHours = random.chance(0.6) ? random.pickEarly(ESTIMATES) : null
  const isMeasured = life.completedAt && estimatedHours

  return {
    ...life,
    id,
    createdAt,
    title: title(random),
    description: description(random),
    priority: random.pickEarly(PRIORITIES),
    dueDate: random.chance(0.7) ? dueDate(random, life, createdAt, now) : null,
    estimatedHours,
    actualHours: isMeasured ? estimatedHours * random.int(1, 8) * 0.25 : null,
    creator: random.pick(team.writers),
    teamId: random.chance(0.86) ? team.id : null,
    parentTaskId: null,
    metadata: metadata(random),
    assignees: several(random, team.writers, random.pickEarly([1, 0, 2, 3])),
    tags: several(random, tags, random.pickEarly([1, 2, 0, 3, 4])),
    comments: [0, 1].map((half) => ({
      user: random.pick(team.writers),
      body: comment(random),
      at: moment(random, createdAt, Math.max(life.updatedAt, createdAt + HOUR), half, now),
    })),
  }
}

/** Closed tasks were due around their end; open ones are due soon or since last week. */
function dueDate(random: Random, life: Life, createdAt: number, now: number) {
  const end = life.completedAt ?? (life.status === 'cancelled' ? life.updatedAt : now + 15 * DAY)
  return Math.max(createdAt + HOUR, end + random.int(-20 * 24, 20 * 24) * HOUR)
}

/** A random moment in the first or second half of a span, never in the future. */
function moment(random: Random, from: number, to: number, half: number, now: number) {
  return Math.min(now, Math.floor(from + ((to - from) * (half + random.next())) / 2))
}

function metadata(random: Random): Record<string, string> {
  if (random.chance(0.8)) return {}
  if (random.chance(0.5)) return { customer: customer(random) }
  return { source: random.pick(['email', 'phone', 'web']), reference: reference(random) }
}

/** Up to `count` distinct ones. */
function several<T>(random: Random, list: readonly T[], count: number): T[] {
  return [...new Set(Array.from({ length: count }, () => random.pickEarly(list)))]
}
