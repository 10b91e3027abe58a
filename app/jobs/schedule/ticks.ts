import { DateTime } from 'luxon'
import { CronExpressionParser } from 'cron-parser'

interface Ticking {
  cron: string
}

/** The last instant up to now at which it was due. */
export function lastTick({ cron }: Ticking, now: DateTime = DateTime.utc()): DateTime {
  // `prev` is exclusive, and an instant on the tick is that tick.
  const after = now.plus({ milliseconds: 1 }).toJSDate()
  const tick = CronExpressionParser.parse(cron, { tz: 'UTC', currentDate: after }).prev()
  return DateTime.fromJSDate(tick.toDate())
}

export function nextTick({ cron }: Ticking, now: DateTime = DateTime.utc()): DateTime {
  const tick = CronExpressionParser.parse(cron, { tz: 'UTC', currentDate: now.toJSDate() }).next()
  return DateTime.fromJSDate(tick.toDate())
}
