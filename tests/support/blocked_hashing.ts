import { setTimeout as sleep } from 'node:timers/promises'
import { hashingQueue, networkQueues } from '#accounts/passwords/bounded_scrypt'

const TIMEOUT_MS = 20_000

/** Blocks every password hash in this process until released. */
export class BlockedHashing {
  release!: () => void

  constructor(cleanup: (callback: () => void) => void) {
    const released = new Promise<void>((resolve) => (this.release = resolve))
    void hashingQueue.run(Infinity, () => released)
    cleanup(() => this.release())
  }

  get waiting(): number {
    return hashingQueue.waiting + networkQueues.waiting
  }

  async waitForQueued(count: number) {
    const deadline = Date.now() + TIMEOUT_MS
    while (this.waiting < count) {
      if (Date.now() > deadline)
        throw new Error(`Timed out with ${this.waiting} of ${count} queued`)
      await sleep(5)
    }
  }

  /** Fills the queue to its limit. */
  fill() {
    for (let isFull = false; !isFull;) {
      const before = hashingQueue.waiting
      hashingQueue.run(1, async () => {}).catch(() => {})
      isFull = hashingQueue.waiting === before
    }
  }
}
