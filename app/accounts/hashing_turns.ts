import { BoundedQueue } from '#core/bounded_queue'

/** How many that hash passwords one network has running at once, and how many wait for these. */
const LIMITS = { capacity: 6, longest: 54 }

const queues = new Map<string, BoundedQueue>()

/**
 * Runs work that hashes passwords. Whoever sends many at once waits in a queue of their network's
 * own, so that the queue that all share (`hashingQueue`) keeps room for others.
 *
 * @throws TooBusy (503) without running it, when too many of the network wait
 */
export async function inTurn<Result>(
  network: string,
  work: () => Promise<Result>
): Promise<Result> {
  const queue = queues.get(network) ?? new BoundedQueue(LIMITS)
  queues.set(network, queue)
  try {
    return await queue.run(1, work)
  } finally {
    if (queue.isIdle) queues.delete(network)
  }
}

/** How many wait, of all networks together. */
export function waitingForTheirTurn(): number {
  return [...queues.values()].reduce((sum, { waiting }) => sum + waiting, 0)
}
