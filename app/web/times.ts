import { DateTime } from 'luxon'
import { calendarDays } from '#core/calendar'

export type Instant = DateTime | string

const LOCALE = 'en-GB'
const INPUT_FORMAT = "yyyy-MM-dd'T'HH:mm"

function inZone(at: Instant, zone: string): DateTime {
  const instant = typeof at === 'string' ? DateTime.fromISO(at, { zone: 'utc' }) : at
  return instant.setZone(zone).setLocale(LOCALE)
}

/** `just now`, `5 min ago`, `in 3 days` */
export function relativeTime(at: Instant): string {
  const instant = inZone(at, 'utc')
  const seconds = Math.abs(instant.diffNow('seconds').seconds)
  if (seconds < 45) return 'just now'
  return instant.toRelative({ style: 'short', base: DateTime.utc() })!.replace('.', '')
}

/** `22 Nov 2026, 14:05` in the reader's zone */
export function absoluteTime(at: Instant, zone: string): string {
  return inZone(at, zone).toFormat('d LLL yyyy, HH:mm')
}

/** `Today 17:00`, `Tomorrow 09:00`, `Fri 27 Nov`, `3 Jan 2028` */
export function dueTime(at: Instant, zone: string): string {
  const due = inZone(at, zone)
  const today = DateTime.utc().setZone(zone)
  const days = calendarDays(today, due)

  if (days === 0) return `Today ${due.toFormat('HH:mm')}`
  if (days === 1) return `Tomorrow ${due.toFormat('HH:mm')}`
  if (days === -1) return 'Yesterday'
  if (days > 1 && days < 7) return due.toFormat('ccc d LLL')
  return due.toFormat(due.year === today.year ? 'd LLL' : 'd LLL yyyy')
}

/** The value of a `datetime-local` field; empty outside of its range, the years 1 to 9999. */
export function toLocalInput(at: Instant | null, zone: string): string {
  if (!at) return ''
  const local = inZone(at, zone)
  return local.year >= 1 && local.year <= 9999 ? local.toFormat(INPUT_FORMAT) : ''
}
