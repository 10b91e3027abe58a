import { DateTime } from 'luxon'
import { countAll } from '#core/database/count_all'
import { inTransaction, type Transaction } from '#core/database/transaction'
import InboxEntry from '#events/models/inbox_entry'
import OutboxEvent from '#events/models/outbox_event'

export interface Replay {
  consumer: string
  from: DateTime
  /** Exclusive. */
  to: DateTime
}

/** Also of dead and discarded events. */
export class ReplayEvents {
  async count(replay: Replay): Promise<number> {
    return countAll(this.#entries(replay))
  }

  async handle(replay: Replay, outer?: Transaction): Promise<number> {
    const changed = await inTransaction(outer, (trx) => {
      // Avoids deadlock: the order in which EraseEvents locks them.
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
