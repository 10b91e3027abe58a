import { DateTime } from 'luxon'
import { CronExpressionParser } from 'cron-parser'
import scheduler from 'adonisjs-scheduler/services/main'
import { RunDueSchedule } from '#core/actions/run_due_schedule'

/** Something that the product does by the clock. */
export interface Schedule {
  /** Unique and stable: its last run is remembered under this name. */
  name: string

  /** When: a cron expression of five fields, in UTC. */
  cron: string

  /** What it does. It may take minutes; what it throws is recorded as the run's outcome. */
  run: () => Promise<unknown>
}

const schedules = new Map<string, Schedule>()

/** Registers a schedule; `start/scheduler.ts` does so for all of them. */
export function schedule(definition: Schedule) {
  schedules.set(definition.name, definition)
  scheduler
    .call(() => new RunDueSchedule().handle(definition))
    .cron(definition.cron)
    .timezone('UTC')
}

export function allSchedules(): Schedule[] {
  return [...schedules.values()]
}

/** The last instant up to now at which the schedule was to run. */
export function lastTick({ cron }: Schedule, now: DateTime = DateTime.utc()): DateTime {
  // `prev` is strictly before: an instant on the tick itself is that tick.
  const after = now.plus({ milliseconds: 1 }).toJSDate()
  const tick = CronExpressionParser.parse(cron, { tz: 'UTC', currentDate: after }).prev()
  return DateTime.fromJSDate(tick.toDate())
}

/** The next instant at which it will. */
export function nextTick({ cron }: Schedule, now: DateTime = DateTime.utc()): DateTime {
  const tick = CronExpressionParser.parse(cron, { tz: 'UTC', currentDate: now.toJSDate() }).next()
  return DateTime.fromJSDate(tick.toDate())
}
