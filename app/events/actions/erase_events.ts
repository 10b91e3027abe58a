import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import type { Transaction } from '#core/database/transaction'
import OutboxEvent from '#events/models/outbox_event'
import InboxEntry from '#events/models/inbox_entry'

/**
 * Erases events with all that consumers noted of them, in the caller's transaction. What is not
 * published yet, or waits at a consumer, or is a dead letter, stays: nothing is handed over again of
 * which it is forgotten that it was handled.
 */
export class EraseEvents {
  /** Takes a query for the events that shall go; tells how many have gone. */
  async handle(
    events: ModelQueryBuilderContract<typeof OutboxEvent>,
    trx: Transaction
  ): Promise<number> {
    const found = await events
      .useTransaction(trx)
      .withScopes((scopes) => scopes.handled())
      .select('id', 'event_id')
      .forUpdate()
      .skipLocked()
    const ids = [found.map(({ eventId }) => eventId)]

    // A replay may have wanted one of them since: with the entries locked, it is asked once more.
    await InboxEntry.query({ client: trx })
      .select('event_id')
      .whereRaw('event_id = any(?)', ids)
      .orderBy('event_id')
      .forUpdate()
    const [erased] = await OutboxEvent.query({ client: trx })
      .whereRaw('event_id = any(?)', ids)
      .withScopes((scopes) => scopes.handled())
      .delete()
    return Number(erased)
  }
}
