import { setTimeout as sleep } from 'node:timers/promises'
import { hashingQueue, networkQueues } from '#accounts/passwords/bounded_scrypt'

const LIMIT = 20_000

/** Lets every hash of a password in this process wait until it is released. */
export class HeldHashing {
  release!: () => void

  /** Takes the test's own `cleanup`. */
  constructor(cleanup: (callback: () => void) => void) {
    const released = new Promise<void>((resolve) => (this.release = resolve))
    void hashingQueue.run(Infinity, () => released)
    cleanup(() => this.release())
  }

  get waiting(): number {
    return hashingQueue.waiting + networkQueues.waiting
  }

  /** Resolves once so many wait. */
  async isAwaitedBy(count: number) {
    const deadline = Date.now() + LIMIT
    while (this.waiting < count) {
      if (Date.now() > deadline) throw new Error(`${this.waiting} wait, and not ${count}`)
      await sleep(5)
    }
  }

  /** Lets as many wait as may. */
  fill() {
    for (let isFull = false; !isFull;) {
      const before = hashingQueue.waiting
      hashingQueue.run(1, async () => {}).catch(() => {})
      isFull = hashingQueue.waiting === before
    }
  }
}
