import { DateTime } from 'luxon'
import { randomUUID } from 'node:crypto'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import OutboxEvent from '#events/models/outbox_event'
import type { NewEvent } from '#events/event'
import { currentRequestId } from '#core/http/request_id'

/**
 * Appends events to the outbox in the action's own transaction: either the change and its events
 * are there, or neither is. An action that changes a row has locked it, so changes with one key are
 * numbered in the order in which they happened. What only joins them, as a comment does a task, locks
 * nothing: of two that come at once either may be first.
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
