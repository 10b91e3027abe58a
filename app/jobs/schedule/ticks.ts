import { DateTime } from 'luxon'
import { CronExpressionParser } from 'cron-parser'

/** What has ticks: a cron expression of five fields, in UTC. */
interface Ticking {
  cron: string
}

/** The last instant up to now at which it was due. */
export function lastTick({ cron }: Ticking, now: DateTime = DateTime.utc()): DateTime {
  // `prev` is strictly before: an instant on the tick itself is that tick.
  const after = now.plus({ milliseconds: 1 }).toJSDate()
  const tick = CronExpressionParser.parse(cron, { tz: 'UTC', currentDate: after }).prev()
  return DateTime.fromJSDate(tick.toDate())
}

/** The next instant at which it will be. */
export function nextTick({ cron }: Ticking, now: DateTime = DateTime.utc()): DateTime {
  const tick = CronExpressionParser.parse(cron, { tz: 'UTC', currentDate: now.toJSDate() }).next()
  return DateTime.fromJSDate(tick.toDate())
}
