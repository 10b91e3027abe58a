export interface Pauses {
  firstMs: number
  longestMs: number
}

/** Exponential with equal jitter, in milliseconds. */
export function backoff(
  failures: number,
  { firstMs, longestMs }: Pauses,
  chance: number = Math.random()
): number {
  const pause = Math.min(firstMs * 2 ** (failures - 1), longestMs)
  return pause / 2 + (pause / 2) * chance
}
