import app from '@adonisjs/core/services/app'
import { productVersion } from '#core/process/version'
import { knownMigrations } from '#operations/database/known_migrations'
import { Refusal } from '#core/exceptions/refusal'
import { findUnmanagedObjects } from '#operations/backups/unmanaged_objects'
import { findOthersAtWork } from '#operations/backups/queries/restore_target'
import type { BackupFile } from '#operations/backups/backup_file'

/** @throws {Refusal} for a backup of a newer version */
export async function refuseNewer({ manifest }: BackupFile) {
  const known = await knownMigrations(app.migrationsPath())
  const unknown = manifest.migrations.filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  throw new Refusal(
    `A newer version, ${manifest.version}, made this backup: ${unknown.join(', ')} isn't known ` +
      `to ${await productVersion()}. Run that version, and restore with it.`
  )
}

/** @throws {Refusal} for active connections */
export async function refuseOthers() {
  const others = await findOthersAtWork()
  if (others.length === 0) return
  throw new Refusal(
    `Others are at work in this database: ${others.join(', ')}. Stop them first: ` +
      'docker compose stop app relay consumers worker scheduler. Without containers stop npm run up, and restore ' +
      'by npm run up -- --restore=latest'
  )
}

/** @throws {Refusal} for objects that no migration would recreate */
export async function refuseUnmanagedObjects() {
  const objects = await findUnmanagedObjects()
  if (objects.length === 0) return
  throw new Refusal(
    `The database has what isn't the product's: ${objects.join(', ')}. ` +
      'Move it, or give the product a database of its own. Nothing was changed'
  )
}
