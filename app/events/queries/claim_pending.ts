import { DateTime } from 'luxon'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import InboxEntry from '#events/models/inbox_entry'

/**
 * Takes the next entries that a consumer may handle, and keeps them from others until the
 * transaction ends. Of each key only the first pending entry may go: those behind it wait, also
 * while it waits for its next attempt, so that the events of one task stay in order.
 */
export async function claimPending(
  consumer: string,
  limit: number,
  trx: TransactionClientContract
): Promise<InboxEntry[]> {
  return InboxEntry.query({ client: trx })
    .where({ consumer, status: 'pending' })
    .where('next_attempt_at', '<=', DateTime.utc().toSQL())
    .whereNotExists((earlier) =>
      earlier
        .from('inbox as earlier')
        .whereColumn('earlier.consumer', 'inbox.consumer')
        .whereColumn('earlier.key', 'inbox.key')
        .where('earlier.status', 'pending')
        .whereColumn('earlier.position', '<', 'inbox.position')
    )
    .preload('event')
    .orderBy('position')
    .limit(limit)
    .forUpdate()
    .skipLocked()
}
