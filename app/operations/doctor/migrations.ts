import type { Client } from 'pg'
import { knownMigrations } from '#operations/database/known_migrations'
import { listMigrations } from '#operations/backups/queries/database_contents'
import { fail, ok, type Finding } from '#operations/doctor/finding'

export async function examineMigrations(client: Client, folder: string): Promise<Finding> {
  const ours = await knownMigrations(folder)
  const theirs = await listMigrations(client)
  const pending = ours.filter((name) => !theirs.includes(name))
  const unknown = theirs.filter((name) => !ours.includes(name))

  if (unknown.length > 0) {
    const advice =
      'The database was migrated by a newer version. Run that version or restore a backup.'
    return fail('migrations', `unknown: ${unknown.join(', ')}`, advice)
  }
  if (pending.length > 0) {
    const advice = 'Run the migrations: node ace app:prepare'
    return fail('migrations', `${pending.length} of ${ours.length} pending`, advice)
  }
  return ok('migrations', `all ${ours.length} applied`)
}
