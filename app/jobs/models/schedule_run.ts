import { ScheduleSchema } from '#database/schema'

export default class ScheduleRun extends ScheduleSchema {
  static table = 'schedules'

  declare outcome: 'succeeded' | 'failed' | null
}
