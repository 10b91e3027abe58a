import app from '@adonisjs/core/services/app'
import { productVersion } from '#core/process/version'
import { knownMigrations } from '#operations/database/known_migrations'
import { Refusal } from '#core/exceptions/refusal'
import { findUnmanagedObjects } from '#operations/backups/unmanaged_objects'
import { findOtherConnections } from '#operations/backups/queries/restore_target'
import type { BackupFile } from '#operations/backups/backup_file'

/** @throws {Refusal} for a backup of a newer version */
export async function refuseNewer({ manifest }: BackupFile) {
  const known = await knownMigrations(app.migrationsPath())
  const unknown = manifest.migrations.filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  throw new Refusal(
    `This backup was created by a newer version, ${manifest.version}, with migrations unknown ` +
      `to ${await productVersion()}: ${unknown.join(', ')}. Install that version and restore with it.`
  )
}

/** @throws {Refusal} for active connections */
export async function refuseOthers() {
  const others = await findOtherConnections()
  if (others.length === 0) return
  throw new Refusal(
    `Other processes are connected to this database: ${others.join(', ')}. Stop them first: ` +
      'docker compose stop app relay consumers worker scheduler. Without containers, stop npm run up and ' +
      'restore with npm run up -- --restore=latest'
  )
}

/** @throws {Refusal} for objects that no migration would recreate */
export async function refuseUnmanagedObjects() {
  const objects = await findUnmanagedObjects()
  if (objects.length === 0) return
  throw new Refusal(
    `The database contains objects that don't belong to the product: ${objects.join(', ')}. ` +
      'Move them, or use a separate database for the product. Nothing was changed'
  )
}
