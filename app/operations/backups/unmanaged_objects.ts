import type { ClientBase } from 'pg'
import app from '@adonisjs/core/services/app'
import { knownMigrations } from '#operations/database/known_migrations'
import { MigrateDatabase } from '#operations/database/actions/migrate_database'
import { listMigrations } from '#operations/backups/queries/database_contents'
import { emptySchema, listSchemaObjects } from '#operations/backups/schema'
import { lockTimeoutTransaction } from '#operations/backups/lock_timeout_transaction'

/** Found by migrating an empty schema in a savepoint; a restore would drop them. */
export async function findUnmanagedObjects(): Promise<string[]> {
  return lockTimeoutTransaction(async (trx) => {
    const client: ClientBase = await trx.knexClient.client.acquireConnection()
    const there = await listSchemaObjects(client)
    const done = await listMigrations(client)
    const known = await knownMigrations(app.migrationsPath())
    if (done.some((name) => !known.includes(name))) return []

    await emptySchema(client)
    await new MigrateDatabase().handle({ only: done }, trx)
    const ours = new Set(await listSchemaObjects(client))
    await trx.rollback()
    return there.filter((thing) => !ours.has(thing))
  })
}
