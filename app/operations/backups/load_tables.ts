import { pipeline } from 'node:stream'
import type { ClientBase } from 'pg'
import type { Transaction } from '#core/database/transaction'
import { RowCounter } from '#operations/backups/row_counter'
import type { BackupFile } from '#operations/backups/backup_file'
import { listTables } from '#operations/backups/queries/database_contents'
import { fixCopyFormat, copyIn } from '#operations/backups/copy'
import { withoutIndexes } from '#operations/backups/without_indexes'

export type OnProgress = (what: string, done: number, total: number) => void

/** Foreign keys are recreated afterwards, so the order of tables doesn't matter. */
export async function loadTables(
  backup: BackupFile,
  trx: Transaction,
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
  await fixCopyFormat(client)
  await withoutIndexes(trx, [...here], load, onProgress)

  const skipped = backup.manifest.tables.filter(({ name }) => !here.has(name))
  return skipped.map(({ name }) => name)
}
