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
