import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Event } from '#events/event'

/** How events get from the outbox to the consumers. */
export interface Transport {
  /**
   * Hands a batch on, in order. The events count as published when the transaction commits; a
   * batch may come again when it doesn't.
   */
  publish(events: Event[], trx: TransactionClientContract): Promise<void>

  /** Lets consumers handle what has arrived, up to some bounded amount; tells how much it was. */
  consume(): Promise<number>
}
