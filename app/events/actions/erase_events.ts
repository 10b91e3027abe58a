import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import type { Transaction } from '#core/database/transaction'
import OutboxEvent from '#events/models/outbox_event'
import InboxEntry from '#events/models/inbox_entry'

/**
 * Keeps unpublished and pending events and dead letters: an erased event must never be delivered
 * again.
 */
export class EraseEvents {
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

    // A replay may have requested one since: checked again under the lock.
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
