import { DateTime } from 'luxon'
import { randomUUID } from 'node:crypto'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import OutboxEvent from '#events/models/outbox_event'
import type { NewEvent } from '#events/event'
import { currentRequestId } from '#core/request_id'

/**
 * Appends events to the outbox in the action's own transaction: either the change and its events
 * are there, or neither is. The action has locked the row that it changes, so the events of one
 * key are numbered in the order in which they happened.
 */
export async function append(trx: TransactionClientContract, ...events: NewEvent[]) {
  if (events.length === 0) return
  await trx
    .insertQuery()
    .table(OutboxEvent.table)
    .multiInsert(
      events.map((event) => ({
        event_id: randomUUID(),
        name: event.name,
        key: String(event.key),
        payload: event.payload,
        actor_id: event.actorId,
        request_id: currentRequestId(),
        occurred_at: DateTime.utc().toSQL(),
      }))
    )
}
