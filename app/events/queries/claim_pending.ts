import { DateTime } from 'luxon'
import type { Transaction } from '#core/database/transaction'
import InboxEntry from '#events/models/inbox_entry'

/**
 * Locks the next entries (`skip locked`); only the first pending one of each key, so that events of
 * a task stay in order while one waits for its retry.
 */
export async function claimPending(
  consumer: string,
  limit: number,
  trx: Transaction
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
