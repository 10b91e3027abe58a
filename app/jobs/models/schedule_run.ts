import { ScheduleSchema } from '#database/schema'

/** The last run of a schedule. */
export default class ScheduleRun extends ScheduleSchema {
  static table = 'schedules'

  declare outcome: 'succeeded' | 'failed' | null
}
