import type { DateTime } from 'luxon'

/**
 * The user's own day (`2026-03-29`) whose summary is due at an instant: today, once the hour has
 * come by the clock on their wall, and nothing before that. Where that hour is skipped by daylight
 * saving time it has come when the clock is past it; where it comes twice, the first one counts.
 */
export function summaryDay(now: DateTime, timezone: string, hour: number): string | null {
  const local = now.setZone(timezone)
  return local.hour >= hour ? local.toISODate() : null
}
