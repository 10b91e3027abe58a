import { setTimeout as sleep } from 'node:timers/promises'
import logger from '@adonisjs/core/services/logger'

/** Milliseconds between polls without a notification, and before a retry. */
const POLL_MS = 1_000

/** Repeats `work` while there is some, else waits for a wake-up or the poll. Errors are logged. */
export class WorkLoop {
  #stopping = new AbortController()
  #waking = new AbortController()

  constructor(
    private name: string,
    private work: (signal: AbortSignal) => Promise<number>
  ) {}

  async run() {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      this.#waking = new AbortController()
      try {
        const done = await this.work(signal)
        if (!done) await pause(AbortSignal.any([signal, this.#waking.signal]))
      } catch (error) {
        if (!signal.aborted) logger.error({ err: error }, `${this.name} failed and will retry`)
        // Nothing ends this pause early: a lost connection also wakes the loop.
        await pause(signal)
      }
    }
  }

  wake() {
    this.#waking.abort()
  }

  /** `run` returns once the current work is finished. */
  stop() {
    this.#stopping.abort()
  }
}

const pause = (signal: AbortSignal) => sleep(POLL_MS, undefined, { signal }).catch(() => {})
