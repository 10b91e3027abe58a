import { DateTime } from 'luxon'
import { randomUUID } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import type { Transaction } from '#core/database/transaction'
import OutboxEvent from '#events/models/outbox_event'
import type { NewEvent } from '#events/catalogue/event_type'
import { currentRequestId } from '#core/http/request_id'

/**
 * Transactional outbox: joins the action's transaction. The action has locked the row it changes,
 * so events with the same key are in order. Payloads aren't validated in production.
 */
export async function append(trx: Transaction, ...events: NewEvent[]) {
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
