import { TooBusy } from '#core/exceptions/too_busy'

interface Limits {
  capacity: number
  maxWaiting: number
}

/** Runs work up to a total cost at once; the rest waits in order of arrival. */
export class BoundedQueue {
  #taken = 0
  #waiting: { share: number; start: () => void }[] = []

  constructor(private limits: Limits) {}

  get waiting(): number {
    return this.#waiting.length
  }

  get isIdle(): boolean {
    return this.#taken === 0 && this.#waiting.length === 0
  }

  /** @throws TooBusy (503) without running it, when `maxWaiting` wait already */
  async run<Result>(takes: number, work: () => Promise<Result>): Promise<Result> {
    const share = Math.min(takes, this.limits.capacity)
    await this.#turn(share)
    try {
      return await work()
    } finally {
      this.#taken -= share
      this.#startNext()
    }
  }

  async #turn(share: number) {
    if (this.#waiting.length === 0 && this.#fits(share)) {
      this.#taken += share
      return
    }
    if (this.#waiting.length >= this.limits.maxWaiting) throw new TooBusy()
    await new Promise<void>((start) => this.#waiting.push({ share, start }))
  }

  #startNext() {
    while (this.#waiting.length > 0 && this.#fits(this.#waiting[0].share)) {
      const { share, start } = this.#waiting.shift()!
      this.#taken += share
      start()
    }
  }

  #fits(share: number): boolean {
    return this.#taken + share <= this.limits.capacity
  }
}
