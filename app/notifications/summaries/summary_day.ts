import type { DateTime } from 'luxon'

/** Handles hours that daylight saving time skips or repeats. */
export function summaryDay(now: DateTime, timezone: string, hour: number): string | null {
  const local = now.setZone(timezone)
  return local.hour >= hour ? local.toISODate() : null
}
