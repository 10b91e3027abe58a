import { allConsumers } from '#events/consumer'
import { ConsumeBatch } from '#events/actions/consume_batch'
import { PublishBatch } from '#events/actions/publish_batch'
import { PostgresTransport } from '#events/transports/postgres_transport'

/** Hands over and handles all events that wait, in this process. */
export async function settle() {
  await new PublishBatch(new PostgresTransport()).handle()
  for (const consumer of allConsumers()) while (await new ConsumeBatch().handle(consumer));
}
