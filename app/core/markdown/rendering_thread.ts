import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Places } from '#core/concurrency/places'
import type { Rendered } from '#core/markdown/plain_text'

/** How long one text may take, in milliseconds: a hundred times what the slowest known one takes. */
const LIMIT_MS = 2_000

/** How long a thread without work is kept, in milliseconds: it holds memory. */
const IDLE_MS = 30_000

/**
 * Renders one text after the other in a thread of its own, so that no text holds up the process. The
 * thread starts with the first text, ends when nothing came for a while, and keeps no process alive.
 */
export class RenderingThread {
  #turns = new Places(1)
  #thread?: Worker
  #idle?: NodeJS.Timeout

  /**
   * What comes of the text, or null where that took too much time or memory: it would again.
   * @throws where it didn't get its turn before `signal` aborts, or no thread starts
   */
  render(text: string, signal: AbortSignal): Promise<Rendered | null> {
    return this.#turns.take(async () => {
      signal.throwIfAborted()
      clearTimeout(this.#idle)
      const thread = (this.#thread ??= await this.#start())
      thread.ref()
      try {
        thread.postMessage(text)
        const [rendered] = await once(thread, 'message', { signal: timeLimit() })
        return rendered
      } catch {
        this.#end()
        return null
      } finally {
        thread.unref()
        this.#idle = setTimeout(() => this.#end(), IDLE_MS).unref()
      }
    })
  }

  async #start(): Promise<Worker> {
    const thread = new Worker(new URL(import.meta.resolve('#core/markdown/thread')), {
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 },
    })
    await once(thread, 'message')
    return thread.on('error', () => this.#end())
  }

  #end() {
    void this.#thread?.terminate()
    this.#thread = undefined
  }
}

const timeLimit = () => AbortSignal.timeout(LIMIT_MS)
