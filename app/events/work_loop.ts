import logger from '@adonisjs/core/services/logger'

/** Milliseconds between polls without a notification. */
const POLL_MS = 1_000

/**
 * Repeats `work` while there is some, else waits for a wake-up or the poll. Errors are logged and
 * retried.
 */
export class WorkLoop {
  #stopping = new AbortController()
  #isWoken = false
  #endPause = () => {}

  constructor(
    private name: string,
    private work: (signal: AbortSignal) => Promise<number>
  ) {}

  async run() {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      this.#isWoken = false
      const done = await this.work(signal).catch((error) => this.#failed(error))
      if (!done && !this.#isWoken && !signal.aborted) await this.#pause()
    }
  }

  wake() {
    this.#isWoken = true
    this.#endPause()
  }

  /** `run` returns once the current work is finished. */
  stop() {
    this.#stopping.abort()
    this.#endPause()
  }

  #failed(error: unknown): 0 {
    this.#isWoken = false
    if (!this.#stopping.signal.aborted) {
      logger.error({ err: error }, `${this.name} failed and will retry`)
    }
    return 0
  }

  #pause() {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, POLL_MS)
      this.#endPause = () => (clearTimeout(timer), resolve())
    })
  }
}
