import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

const PAUSE_MS = 150

/**
 * A light load: creates and assigns one task after another and remembers which were acknowledged.
 */
export class Load {
  acknowledged = []
  failures = []

  /** The longest time without an acknowledgement, in seconds. */
  longestGap = 0
  #last = performance.now()
  #isOver = false
  #running

  /** A word in the title of each of its tasks and of no other. */
  word = `load${randomBytes(4).toString('hex')}`

  /**
   * @param {import('./client.mjs').Client} client
   * @param {number} assignee
   */
  constructor(client, assignee) {
    this.client = client
    this.assignee = assignee
    this.#running = this.#work()
  }

  /** Stops after the current request. */
  async stop() {
    this.#isOver = true
    await this.#running
  }

  /** Runs while `work` does; returns the tasks acknowledged meanwhile. */
  static async during(client, assignee, work) {
    const load = new Load(client, assignee)
    try {
      await work(load)
    } finally {
      await load.stop()
    }
    return load
  }

  async #work() {
    for (let number = 1; !this.#isOver; number++) {
      try {
        const title = `${this.word} ${number}`
        const task = await this.client.post('/api/tasks/', { title, assigned_to: [this.assignee] })
        this.acknowledged.push(task.id)
        this.longestGap = Math.max(this.longestGap, (performance.now() - this.#last) / 1000)
        this.#last = performance.now()
      } catch (error) {
        this.failures.push(error.message)
      }
      await sleep(PAUSE_MS)
    }
  }
}
