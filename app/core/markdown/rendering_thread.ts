import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { BoundedQueue } from '#core/concurrency/bounded_queue'
import type { Rendered } from '#core/markdown/plain_text'

/** Milliseconds per text: a hundred times the slowest known one. */
const LIMIT_MS = 2_000

/** A thread doesn't inherit the hooks that Ace registers from source. */
const IS_TYPESCRIPT = import.meta.url.endsWith('.ts')

/** Milliseconds until an idle thread ends: it holds memory. */
const IDLE_MS = 30_000

export class RenderingThread {
  #queue = new BoundedQueue({ capacity: 1, maxWaiting: Infinity })
  #thread?: Worker
  #idle?: NodeJS.Timeout

  /** Null when the text exceeds the limits of time or memory; throws when `signal` aborts. */
  render(text: string, signal: AbortSignal): Promise<Rendered | null> {
    return this.#queue.run(1, async () => {
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
      execArgv: IS_TYPESCRIPT ? ['--import=@poppinss/ts-exec'] : [],
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
