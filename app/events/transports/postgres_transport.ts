import db from '@adonisjs/lucid/services/db'
import type { Event } from '#events/event'
import OutboxEvent from '#events/models/outbox_event'
import { Arrivals, CHANNEL } from '#events/transports/arrivals'
import { PostgresSubscription } from '#events/transports/postgres_subscription'
import type { Group, GroupLag, Transport } from '#events/transports/transport'

/** Publishing is serialised, so that positions become visible in order and none is skipped. */
const PUBLISHING = 7_236_101

/** An event log, and a position per group. */
export class PostgresTransport implements Transport {
  #arrivals = new Arrivals()

  /** The sort ensures that the lock is held before positions are assigned. */
  async publish(events: Event[]): Promise<string[]> {
    const ids = events.map(({ id }) => id)
    const names = [...new Set(events.map(({ name }) => name))]
    const { rows } = await db.rawQuery(
      `with turn as materialized (select pg_advisory_xact_lock(?)),
       added as (
         insert into event_log (event_id)
         select event_id
           from turn, unnest(?::uuid[]) with ordinality as given (event_id, nth)
           join outbox using (event_id)
          order by nth
         on conflict (event_id) do update set event_id = excluded.event_id
         returning event_id),
       notified as materialized (
         select count(pg_notify(?, name)) from unnest(?::text[]) as name)
       select event_id from added, notified`,
      [PUBLISHING, ids, CHANNEL, names]
    )
    return rows.map(({ event_id: id }: { event_id: string }) => id)
  }

  subscribe(group: Group, onArrival?: () => void) {
    if (onArrival) this.#arrivals.add(group, onArrival)
    return new PostgresSubscription(group, () => onArrival && this.#arrivals.remove(onArrival))
  }

  async seek({ name }: Group, position: string) {
    await db.rawQuery(
      `insert into event_positions (consumer, position) values (?, ?)
       on conflict (consumer) do update set position = excluded.position`,
      [name, Number(position) - 1]
    )
  }

  async lag({ name, events }: Group): Promise<GroupLag> {
    const row = await db.from('event_positions').where('consumer', name).first()
    const position = row?.position ?? 0
    const { $extras } = await OutboxEvent.query()
      .join('event_log', 'event_log.event_id', 'outbox.event_id')
      .where('event_log.position', '>', position)
      .whereIn('outbox.name', [...events])
      .count('* as waiting')
      .min('occurred_at as oldest')
      .firstOrFail()
    return { position: String(position), waiting: $extras.waiting, oldest: $extras.oldest }
  }

  close() {
    return this.#arrivals.close()
  }
}
