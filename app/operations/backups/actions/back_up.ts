import { DateTime } from 'luxon'
import { Readable, pipeline } from 'node:stream'
import backupsConfig from '#config/backups'
import { Refusal } from '#core/exceptions/refusal'
import { refuseNested } from '#operations/backups/separate_folders'
import { productVersion } from '#core/process/version'
import { Uploads } from '#operations/backups/uploads'
import { RowCounter } from '#operations/backups/row_counter'
import { writeZip, type ZipEntry } from '#operations/backups/zip'
import { FORMAT, rowsOf, type Manifest } from '#operations/backups/manifest'
import { BackupFolder, sizeOf } from '#operations/backups/backup_folder'
import { DatabaseSnapshot } from '#operations/backups/database_snapshot'
import { entryOfUpload } from '#operations/backups/upload_names'
import { MANIFEST, pathOfTable } from '#operations/backups/backup_file'

export interface BackupOptions {
  /** Absolute. */
  folder?: string

  /** 0 keeps all. */
  keep?: number

  onRows?: (done: number, total: number) => void
}

/** Writes a consistent snapshot of the database, and the uploads, into one file, atomically. */
export class BackUp {
  /** @throws {Refusal} for inconsistent data, a concurrent backup or an unusable folder */
  async handle({ folder, keep = backupsConfig.keep, onRows }: BackupOptions = {}) {
    const backups = new BackupFolder(folder)
    await refuseNested(backups.path, backupsConfig.uploadsFolder)
    await refuseHalfRestored()
    const snapshot = await DatabaseSnapshot.take()
    try {
      const manifest = await this.#begin(snapshot)
      const leftOut = await snapshot.leftOut
      const path = await backups.add(DateTime.fromISO(manifest.created_at), (draft) =>
        writeZip(draft, this.#entries(snapshot, manifest, onRows))
      )
      const removed = await backups.keep(keep, path)
      const { uploads } = manifest
      const bytes = await sizeOf(path)
      return { path, bytes, rows: rowsOf(manifest), uploads, removed, left_out: leftOut }
    } finally {
      snapshot.release()
    }
  }

  async #begin(snapshot: DatabaseSnapshot): Promise<Manifest> {
    return {
      format: FORMAT,
      version: await productVersion(),
      created_at: DateTime.utc().toISO(),
      migrations: await snapshot.migrations,
      tables: [],
      sequences: [],
      uploads: 0,
    }
  }

  /** The manifest comes last: its checksums are computed while writing. */
  async *#entries(
    snapshot: DatabaseSnapshot,
    manifest: Manifest,
    onRows: BackupOptions['onRows']
  ): AsyncGenerator<ZipEntry> {
    const total = onRows ? await snapshot.rows : 0
    let done = 0
    for (const table of snapshot.tables) {
      const counter = new RowCounter((count) => onRows?.((done += count), total))
      pipeline(snapshot.read(table), counter, () => {})
      yield { path: pathOfTable(table.name), content: counter }
      manifest.tables.push({ ...table, rows: counter.rows })
    }
    manifest.sequences = await snapshot.sequences

    for await (const { path, content } of new Uploads().files()) {
      yield { path: entryOfUpload(path), content }
      manifest.uploads++
    }
    yield { path: MANIFEST, content: Readable.from([JSON.stringify(manifest, null, 2)]) }
  }
}

async function refuseHalfRestored() {
  const leftover = await new Uploads().leftover()
  if (!leftover) return
  throw new Refusal(
    `A restore is running or was interrupted: ${leftover} exists. Restore again, or, if the ` +
      'database was not changed, delete that folder'
  )
}
