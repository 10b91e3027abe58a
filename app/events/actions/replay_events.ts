import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { countAll } from '#core/database/count_all'
import InboxEntry from '#events/models/inbox_entry'
import OutboxEvent from '#events/models/outbox_event'

/** Which events a consumer shall handle again. */
export interface Replay {
  consumer: string
  from: DateTime
  /** Exclusive. */
  to: DateTime
}

/**
 * Lets a consumer handle again what it has handled before, also dead and discarded events: for a
 * consumer that was fixed, or whose own data was lost.
 */
export class ReplayEvents {
  /** How many events it concerns. */
  async count(replay: Replay): Promise<number> {
    return countAll(this.#entries(replay))
  }

  /** Tells how many events will be handled again. */
  async handle(replay: Replay): Promise<number> {
    const changed = await db.transaction((trx) => {
      // In the order in which EraseEvents locks them, so that nobody waits for each other in a
      // ring.
      const locked = this.#entries(replay).select('event_id').orderBy('event_id').forUpdate()
      return InboxEntry.query({ client: trx })
        .where('consumer', replay.consumer)
        .whereIn('event_id', locked)
        .update({ status: 'pending', attempts: 0, next_attempt_at: DateTime.utc().toSQL() })
    })
    return Number(changed)
  }

  #entries({ consumer, from, to }: Replay) {
    const within = OutboxEvent.query()
      .select('event_id')
      .where('occurred_at', '>=', from.toSQL()!)
      .where('occurred_at', '<', to.toSQL()!)
    return InboxEntry.query().where({ consumer }).whereIn('event_id', within)
  }
}
