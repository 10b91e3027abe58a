export interface Schedule {
  /** Stable: its last run is stored under this name. */
  name: string

  /** Five fields, in UTC. */
  cron: string

  run: () => Promise<unknown>
}

const schedules = new Map<string, Schedule>()

export function schedule(definition: Schedule) {
  schedules.set(definition.name, definition)
}

export function allSchedules(): Schedule[] {
  return [...schedules.values()]
}
