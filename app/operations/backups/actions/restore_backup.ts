import { DateTime } from 'luxon'
import type { ClientBase } from 'pg'
import db from '@adonisjs/lucid/services/db'
import type { Transaction } from '#core/database/transaction'
import AuditEntry from '#core/models/audit_entry'
import backupsConfig from '#config/backups'
import { refuseNested } from '#operations/backups/separate_folders'
import { Uploads } from '#operations/backups/uploads'
import { forgetKeys } from '#operations/backups/redis_keys'
import { MigrateDatabase } from '#operations/database/actions/migrate_database'
import type { BackupFile } from '#operations/backups/backup_file'
import { lockTimeoutTransaction } from '#operations/backups/lock_timeout_transaction'
import {
  refuseNewer,
  refuseOthers,
  refuseUnmanagedObjects,
} from '#operations/backups/restore_refusals'
import { asOnlyRestore } from '#operations/backups/restore_lock'
import { listSequences } from '#operations/backups/queries/database_contents'
import { loadTables, type OnProgress } from '#operations/backups/load_tables'
import { emptySchema, raiseSequences } from '#operations/backups/schema'

export interface RestoreOptions {
  /** Called under the restore lock; throws to abort. */
  confirm: () => Promise<void>

  /** Runs in the restore's transaction. */
  beforeCommit: (trx: Transaction) => Promise<void>

  onProgress: OnProgress
}

export interface Restored {
  /** Migrations since the backup. */
  migrated: string[]

  /** Tables in the backup that no migration creates; they are skipped. */
  skippedTables: string[]
}

/** Sequences never go back, so that an old link never leads to a new record. */
export class RestoreBackup {
  /** @throws {UnusableBackup} {Refusal} */
  async handle(backup: BackupFile, options: RestoreOptions): Promise<Restored> {
    await refuseNested(backupsConfig.folder, backupsConfig.uploadsFolder)
    await refuseNewer(backup)
    return asOnlyRestore(async () => {
      await options.confirm()
      await refuseOthers()
      await refuseUnmanagedObjects()
      await backup.verify((done, total) => options.onProgress('rows checked', done, total))
      const incoming = await new Uploads().receive(backup.uploads())
      const restored = await lockTimeoutTransaction((trx) =>
        this.#replace(backup, options, trx)
      ).catch(async (error) => {
        await incoming.discard()
        throw error
      })
      await incoming.swap().catch(halfDone)
      await db.rawQuery('vacuum analyze')
      return restored
    })
  }

  async #replace(backup: BackupFile, options: RestoreOptions, trx: Transaction) {
    const { migrations, sequences } = backup.manifest
    const client: ClientBase = await trx.knexClient.client.acquireConnection()
    const given = [...(await listSequences(client)), ...sequences]

    await emptySchema(client)
    await new MigrateDatabase().handle({ only: migrations }, trx)
    const skippedTables = await loadTables(backup, trx, options.onProgress)
    // Later migrations may add rows and sequences.
    await raiseSequences(client, given)
    const migrated = await new MigrateDatabase().handle({}, trx)
    await raiseSequences(client, given)

    await options.beforeCommit(trx)
    await this.#audit(backup, trx)
    await forgetKeys()
    return { migrated, skippedTables }
  }

  /** A backup has no id: the second of its creation identifies it. */
  async #audit({ manifest }: BackupFile, trx: Transaction) {
    await AuditEntry.create(
      {
        action: 'database.restored',
        subjectType: 'backup',
        subjectId: DateTime.fromISO(manifest.created_at).toUnixInteger(),
        details: { created_at: manifest.created_at, version: manifest.version },
        occurredAt: DateTime.utc(),
      },
      { client: trx }
    )
  }
}

function halfDone(error: Error): never {
  throw new Error(
    `The database was restored, but the uploads were not: ${error.message}. ` +
      'Restore again with --replace',
    { cause: error }
  )
}
