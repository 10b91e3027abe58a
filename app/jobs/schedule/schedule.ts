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

/** Remembers a schedule; `start/scheduler.ts` says all of them, and looks what is due. */
export function schedule(definition: Schedule) {
  schedules.set(definition.name, definition)
}

export function allSchedules(): Schedule[] {
  return [...schedules.values()]
}
