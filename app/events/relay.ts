import logger from '@adonisjs/core/services/logger'
import { WorkLoop } from '#events/work_loop'
import { PostgresSession } from '#events/postgres_session'
import { PublishBatch } from '#events/actions/publish_batch'
import type { Transport } from '#events/transports/transport'

const LEADERSHIP = 7_236_100

/** One relay leads by an advisory lock, which ends with its connection; others stand by. */
export class Relay {
  #loop = new WorkLoop('the relay', () => this.#publish())
  #session: PostgresSession | null = null
  #leads: boolean | null = null

  constructor(private transport: Transport) {}

  async run() {
    await this.#loop.run()
    await this.#session?.close()
  }

  /** `run` returns once the current batch is published. */
  stop() {
    this.#loop.stop()
  }

  async #publish() {
    if (!(await this.#isLeader())) return 0
    return new PublishBatch(this.transport).handle()
  }

  async #isLeader() {
    if (!this.#session?.isOpen) {
      this.#leads = null
      this.#session = await PostgresSession.open('relay', () => this.#loop.wake())
    }
    if (this.#leads) return true

    const leads = await this.#session.tryLock(LEADERSHIP)
    if (leads) await this.#session.listen('outbox', () => this.#loop.wake())
    if (leads !== this.#leads)
      logger.info(leads ? 'the relay is the leader' : 'the relay is on standby')
    return (this.#leads = leads)
  }
}
