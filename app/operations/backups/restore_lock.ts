import { Refusal } from '#core/exceptions/refusal'
import { connect, hangUp, takeLock } from '#operations/backups/connection'

/** What the connection that holds the lock is called. */
export const RESTORE_LOCK = 'tasks restore lock'

/**
 * Works as the only restore of the database. The lock has a connection of its own: the uploads are
 * swapped after the commit.
 *
 * @throws {Refusal} while another one is running
 */
export async function asOnlyRestore<T>(work: () => Promise<T>): Promise<T> {
  const client = await connect(RESTORE_LOCK)
  try {
    if (await takeLock(client, 'restore')) return await work()
    throw new Refusal('Another restore is running. Nothing was changed')
  } finally {
    hangUp(client)
  }
}
