import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { allConsumers, type Consumer } from '#events/consumer'
import type { Transport } from '#events/transports/transport'

export interface Lag {
  /** `relay`, or a consumer's name. */
  name: string
  /** Null for the relay. */
  position: string | null
  /** Unpublished, or not handled yet. */
  waiting: number
  oldestSeconds: number
  dead: number
}

export async function eventLag(transport: Transport): Promise<Lag[]> {
  const relay = await db
    .from('outbox')
    .whereNull('published_at')
    .count('* as waiting')
    .min('occurred_at as oldest')
    .first()
  const inboxes = await db
    .from('inbox')
    .join('outbox', 'outbox.event_id', 'inbox.event_id')
    .whereIn('inbox.status', ['pending', 'dead'])
    .groupBy('inbox.consumer', 'inbox.status')
    .select('inbox.consumer', 'inbox.status')
    .count('* as waiting')
    .min('outbox.occurred_at as oldest')

  const { waiting, oldest } = relay
  const lags: Lag[] = [
    { name: 'relay', position: null, waiting, oldestSeconds: secondsSince(oldest), dead: 0 },
  ]
  for (const consumer of allConsumers()) lags.push(await lagOf(consumer, inboxes, transport))
  return lags
}

async function lagOf(consumer: Consumer, inboxes: any[], transport: Transport): Promise<Lag> {
  const unreceived = await transport.lag(consumer)
  const inbox = (status: string) =>
    inboxes.find((row) => row.consumer === consumer.name && row.status === status)
  const pending = inbox('pending')
  return {
    name: consumer.name,
    position: unreceived.position,
    waiting: unreceived.waiting + (pending?.waiting ?? 0),
    oldestSeconds: secondsSince(pending?.oldest, unreceived.oldest),
    dead: inbox('dead')?.waiting ?? 0,
  }
}

function secondsSince(...instants: (Date | null | undefined)[]) {
  const oldest = Math.min(...instants.map((instant) => instant?.getTime() ?? Infinity))
  if (oldest === Infinity) return 0
  return Math.max(0, Math.round((DateTime.utc().toMillis() - oldest) / 1_000))
}
