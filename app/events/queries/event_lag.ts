import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { allConsumers } from '#events/consumer'

/** How far behind one part of the event stream is. */
export interface Lag {
  /** `relay`, or a consumer's name. */
  name: string
  /** Events that wait: not yet published, or not yet handled. */
  waiting: number
  /** How long the oldest of them has waited, in seconds. */
  oldestSeconds: number
  /** Events that were given up and want an operator. */
  dead: number
}

/** How far behind the relay and each consumer are. */
export async function eventLag(): Promise<Lag[]> {
  const relay = await db
    .from('outbox')
    .whereNull('published_at')
    .count('* as waiting')
    .min('occurred_at as oldest')
    .first()

  const consumers = await db
    .from('inbox')
    .join('outbox', 'outbox.event_id', 'inbox.event_id')
    .whereIn('inbox.status', ['pending', 'dead'])
    .groupBy('inbox.consumer', 'inbox.status')
    .select('inbox.consumer', 'inbox.status')
    .count('* as waiting')
    .min('outbox.occurred_at as oldest')

  return [
    { name: 'relay', waiting: relay.waiting, oldestSeconds: secondsSince(relay.oldest), dead: 0 },
    ...allConsumers().map(({ name }) => {
      const row = (status: string) =>
        consumers.find((each) => each.consumer === name && each.status === status)
      return {
        name,
        waiting: row('pending')?.waiting ?? 0,
        oldestSeconds: secondsSince(row('pending')?.oldest),
        dead: row('dead')?.waiting ?? 0,
      }
    }),
  ]
}

function secondsSince(instant?: Date | null) {
  if (!instant) return 0
  return Math.max(0, Math.round(DateTime.utc().diff(DateTime.fromJSDate(instant)).as('seconds')))
}
