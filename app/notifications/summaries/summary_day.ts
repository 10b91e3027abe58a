import type { DateTime } from 'luxon'

/**
 * The local day (`2026-03-29`) whose summary is due: today, once the hour has come. An hour skipped
 * by daylight saving time counts when the clock is past it, a repeated one the first time.
 */
export function summaryDay(now: DateTime, timezone: string, hour: number): string | null {
  const local = now.setZone(timezone)
  return local.hour >= hour ? local.toISODate() : null
}
