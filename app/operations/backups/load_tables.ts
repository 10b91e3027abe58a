import { pipeline } from 'node:stream'
import type { ClientBase } from 'pg'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { RowCounter } from '#operations/backups/row_counter'
import type { BackupFile } from '#operations/backups/backup_file'
import { listTables } from '#operations/backups/queries/database_contents'
import { agreeOnSpelling, copyIn } from '#operations/backups/copy'
import { withoutIndexes } from '#operations/backups/without_indexes'

/** Hears what is being done and how much of it is. */
export type OnProgress = (what: string, done: number, total: number) => void

/**
 * Fills the tables, which must be empty, with the rows of a backup. Gives the names of those in the
 * backup that aren't here: no migration makes them, so they aren't the product's.
 *
 * The foreign keys are away meanwhile and come back in the end: the order of tables, and rings
 * among them, don't matter, and every key is checked all the same.
 */
export async function loadTables(
  backup: BackupFile,
  trx: TransactionClientContract,
  onProgress: OnProgress
): Promise<string[]> {
  const client: ClientBase = await trx.knexClient.client.acquireConnection()
  const existing = await listTables(client)
  const here = new Set(existing.map(({ name }) => name))
  const tables = backup.manifest.tables.filter(({ name }) => here.has(name))
  const total = tables.reduce((sum, { rows }) => sum + rows, 0)
  let done = 0

  const load = async () => {
    for (const table of tables) {
      const counter = new RowCounter((count) => onProgress('rows', (done += count), total))
      const content = await backup.rows(table.name)
      await copyIn(
        client,
        table,
        pipeline(content, counter, () => {})
      )
    }
  }
  await agreeOnSpelling(client)
  await withoutIndexes(trx, [...here], load, onProgress)

  const strangers = backup.manifest.tables.filter(({ name }) => !here.has(name))
  return strangers.map(({ name }) => name)
}
