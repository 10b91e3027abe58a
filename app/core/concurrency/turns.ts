import { BoundedQueue } from '#core/concurrency/bounded_queue'

interface Limits {
  /** For how many at once work may be done for one and the same. */
  capacity: number
  /** How many more may wait for these. */
  longest: number
}

/**
 * Lets whoever wants much at once wait for themselves: of each key only so much work runs at a time,
 * and what all share keeps room for others.
 */
export class Turns {
  #queues = new Map<string, BoundedQueue>()

  constructor(private limits: Limits) {}

  /** How many wait, of all keys together. */
  get waiting(): number {
    return [...this.#queues.values()].reduce((sum, { waiting }) => sum + waiting, 0)
  }

  /**
   * Gives what the work gives, once the key had its turn.
   * @throws TooBusy (503) without running it, when too many of the key wait
   */
  async take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const queue = this.#queues.get(key) ?? new BoundedQueue(this.limits)
    this.#queues.set(key, queue)
    try {
      return await queue.run(1, work)
    } finally {
      if (queue.isIdle) this.#queues.delete(key)
    }
  }
}
