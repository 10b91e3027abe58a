export interface Pauses {
  firstMs: number
  longestMs: number
}

/**
 * Milliseconds to wait after so many failures: exponential backoff with equal jitter, so that what
 * failed together isn't retried together.
 */
export function backoff(
  failures: number,
  { firstMs, longestMs }: Pauses,
  chance: number = Math.random()
): number {
  const pause = Math.min(firstMs * 2 ** (failures - 1), longestMs)
  return pause / 2 + (pause / 2) * chance
}
