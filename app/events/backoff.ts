import { DateTime } from 'luxon'

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60 * 60 * 1_000

/**
 * When to try again after so many failures: pauses double from a second up to an hour, and half
 * of each is left to chance ("equal jitter"), so that what failed together doesn't return together.
 */
export function nextAttemptAt(failures: number, chance: number = Math.random()): DateTime {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS)
  return DateTime.utc().plus({ milliseconds: pause / 2 + (pause / 2) * chance })
}
