import { DateTime } from 'luxon'
import { randomUUID } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import OutboxEvent from '#events/models/outbox_event'
import type { NewEvent } from '#events/catalogue/event_type'
import { currentRequestId } from '#core/http/request_id'

/**
 * Appends events in the action's own transaction. An action that changes a row has locked it, so
 * events with one key are numbered in the order in which they happened. What only joins it, as a
 * comment does a task, locks nothing: of two that come at once either may be first.
 *
 * Production skips the schemas: the suite has checked every append.
 */
export async function append(trx: TransactionClientContract, ...events: NewEvent[]) {
  if (events.length === 0) return
  if (!app.inProduction) for (const event of events) event.assertValid()

  await trx
    .insertQuery()
    .table(OutboxEvent.table)
    .multiInsert(
      events.map(({ name, version, key, payload, cause }) => ({
        event_id: randomUUID(),
        name,
        version,
        key,
        payload,
        actor_id: typeof cause === 'number' ? cause : null,
        source: typeof cause === 'string' ? cause : null,
        request_id: currentRequestId(),
        occurred_at: DateTime.utc().toSQL(),
      }))
    )
}
