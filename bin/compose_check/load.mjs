import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

const PAUSE_MS = 150

/** A light load: somebody who makes one task after another for somebody else, and remembers which. */
export class Load {
  /** The ids of the tasks that the system said it had made. */
  acknowledged = []
  failures = []

  /** The longest time, in seconds, for which nothing was acknowledged. */
  longestGap = 0
  #last = performance.now()
  #isOver = false
  #running

  /** A word that is in the title of each of its tasks, and of no other. */
  word = `load${randomBytes(4).toString('hex')}`

  /**
   * @param {import('./client.mjs').Client} client
   * @param {number} assignee whom the tasks are for
   */
  constructor(client, assignee) {
    this.client = client
    this.assignee = assignee
    this.#running = this.#work()
  }

  /** Ends it, when the request at hand is answered. */
  async stop() {
    this.#isOver = true
    await this.#running
  }

  /** Runs while `work` does, and gives the tasks that were acknowledged meanwhile. */
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
