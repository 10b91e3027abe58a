import { inTransaction, type Transaction } from '#core/database/transaction'
import OutboxEvent from '#events/models/outbox_event'
import type { Group, Receiver, Subscription } from '#events/transports/transport'

const RECEIVING = 7_236_102

/** One member receives at a time, by an advisory lock; others retry later. */
export class PostgresSubscription implements Subscription {
  constructor(
    private group: Group,
    private onClose: () => void
  ) {}

  async receive(receiver: Receiver, limit: number): Promise<number> {
    return inTransaction(undefined, async (trx) => {
      if (!(await this.#isOurTurn(trx))) return 0
      const rows = await this.#next(limit, trx)
      if (rows.length === 0) return 0

      const deliveries = rows.map((row) => ({
        event: row.toEvent(),
        position: String(row.$extras.log_position),
      }))
      await receiver(deliveries, trx)
      await this.#moveTo(rows.at(-1)!.$extras.log_position, trx)
      return rows.length
    })
  }

  async close() {
    this.onClose()
  }

  async #isOurTurn(trx: Transaction): Promise<boolean> {
    const { rows } = await trx.rawQuery(
      'select pg_try_advisory_xact_lock(?, hashtext(?)) as locked',
      [RECEIVING, this.group.name]
    )
    return rows[0].locked
  }

  #next(limit: number, trx: Transaction) {
    return OutboxEvent.query({ client: trx })
      .select('outbox.*', 'event_log.position as log_position')
      .join('event_log', 'event_log.event_id', 'outbox.event_id')
      .whereRaw(
        `event_log.position >
           coalesce((select position from event_positions where consumer = ?), 0)`,
        [this.group.name]
      )
      .orderBy('event_log.position')
      .limit(limit)
  }

  async #moveTo(position: number, trx: Transaction) {
    await trx.rawQuery(
      `insert into event_positions (consumer, position) values (?, ?)
       on conflict (consumer) do update set position = excluded.position`,
      [this.group.name, position]
    )
  }
}
