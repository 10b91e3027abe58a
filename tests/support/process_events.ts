import { allConsumers } from '#events/consumer'
import { PublishBatch } from '#events/actions/publish_batch'
import { ReceiveBatch } from '#events/actions/receive_batch'
import { ConsumeBatch } from '#events/actions/consume_batch'
import { configuredTransport } from '#events/transports/configured'

const transport = configuredTransport()

/** Publishes and handles all pending events in this process. */
export async function processEvents() {
  while (await new PublishBatch(transport).handle());
  await consumeEvents()
}

export async function consumeEvents() {
  for (const consumer of allConsumers()) {
    const receive = new ReceiveBatch(transport.subscribe(consumer))
    while (await receive.handle(consumer));
    while (await new ConsumeBatch().handle(consumer));
  }
}
