import { Refusal } from '#core/exceptions/refusal'
import { connect, disconnect, takeLock } from '#operations/backups/connection'

export const RESTORE_LOCK = 'tasks restore lock'

/** On its own connection: uploads are swapped after the commit. @throws {Refusal} */
export async function asOnlyRestore<T>(work: () => Promise<T>): Promise<T> {
  const client = await connect(RESTORE_LOCK)
  try {
    if (await takeLock(client, 'restore')) return await work()
    throw new Refusal('Another restore is running. Nothing was changed')
  } finally {
    disconnect(client)
  }
}
