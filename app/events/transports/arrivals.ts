import { WorkLoop } from '#events/work_loop'
import { PostgresSession } from '#events/postgres_session'
import type { Group } from '#events/transports/transport'

export const CHANNEL = 'event_log'

/** One LISTEN connection for all groups of the process. */
export class Arrivals {
  #listeners = new Map<() => void, Group>()
  #session: PostgresSession | null = null
  #loop = new WorkLoop('the listener', () => this.#connect())
  #running: Promise<void> | null = null

  add(group: Group, onArrival: () => void) {
    this.#listeners.set(onArrival, group)
    this.#running ??= this.#loop.run()
  }

  remove(onArrival: () => void) {
    this.#listeners.delete(onArrival)
  }

  async close() {
    this.#loop.stop()
    await this.#running
    await this.#session?.close()
  }

  async #connect() {
    if (this.#session?.isOpen) return 0
    this.#session = await PostgresSession.open('arrivals', () => this.#loop.wake())
    await this.#session.listen(CHANNEL, (name) => {
      for (const [onArrival, { events }] of this.#listeners) if (events.includes(name)) onArrival()
    })
    return 0
  }
}
