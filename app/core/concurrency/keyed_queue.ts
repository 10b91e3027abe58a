import { BoundedQueue } from '#core/concurrency/bounded_queue'

interface Limits {
  capacity: number
  maxWaiting: number
}

/** A bounded queue for each key, so that no key takes up what all share. */
export class KeyedQueue {
  #queues = new Map<string, BoundedQueue>()

  constructor(private limits: Limits) {}

  get waiting(): number {
    return [...this.#queues.values()].reduce((sum, { waiting }) => sum + waiting, 0)
  }

  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const queue = this.#queues.get(key) ?? new BoundedQueue(this.limits)
    this.#queues.set(key, queue)
    try {
      return await queue.run(1, work)
    } finally {
      if (queue.isIdle) this.#queues.delete(key)
    }
  }
}
