import logger from '@adonisjs/core/services/logger'
import type { Consumer } from '#events/consumer'
import { WorkLoop } from '#events/work_loop'
import { ReceiveBatch } from '#events/actions/receive_batch'
import { ConsumeBatch } from '#events/actions/consume_batch'
import type { Subscription, Transport } from '#events/transports/transport'

/** Consumers don't wait for each other. */
export class ConsumerLoop {
  #loop: WorkLoop
  #subscription!: Subscription

  constructor(
    private consumer: Consumer,
    private transport: Transport
  ) {
    this.#loop = new WorkLoop(consumer.name, (signal) => this.#work(signal))
  }

  async run() {
    this.#subscription = this.transport.subscribe(this.consumer, () => this.#loop.wake())
    logger.info(`consumer ${this.consumer.name} started`)
    await this.#loop.run()
    await this.#subscription.close()
  }

  /** `run` returns once the current event is handled and its batch committed. */
  stop() {
    this.#loop.stop()
  }

  async #work(signal: AbortSignal) {
    const received = await new ReceiveBatch(this.#subscription).handle(this.consumer)
    while (!signal.aborted && (await new ConsumeBatch().handle(this.consumer, signal)));
    return received === ReceiveBatch.size ? received : 0
  }
}
