import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { MigrationRunner } from '@adonisjs/lucid/migration'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { MigrationFailed } from '#operations/database/exceptions/migration_failed'

/** Names the lock under which one process migrates while the others wait. */
const LOCK = 'app:prepare'

export interface MigrationOptions {
  /** Migrates only to these, by the names under which the framework remembers them. */
  only?: readonly string[]
}

/**
 * Runs every migration that is pending in one transaction: when one fails, the schema is what it
 * was before the first. Several processes may call it at once: one migrates, and the others wait
 * and find nothing left to do.
 */
export class MigrateDatabase {
  /**
   * Gives the names of the migrations that it ran, in their order. The transaction, where one is
   * given, is the caller's, and can't be used any more after a failure.
   *
   * @throws {MigrationFailed}
   */
  async handle(options: MigrationOptions = {}, trx?: TransactionClientContract): Promise<string[]> {
    if (trx) return this.#migrate(trx, options)

    const done = await db.transaction((own) => this.#migrate(own, options))
    // Of a table that was written anew the planner knows nothing, and index-only scans visit its rows.
    if (done.length > 0) await db.rawQuery('vacuum analyze')
    return done
  }

  async #migrate(trx: TransactionClientContract, { only }: MigrationOptions) {
    await trx.rawQuery('select pg_advisory_xact_lock(hashtext(?))', [LOCK])
    const runner = new MigrationRunner(within(trx), app, { direction: 'up', disableLocks: true })
    if (only) keepTo(only, runner)

    const done: string[] = []
    runner.on('migration:completed', ({ file }) => done.push(file.name))
    await runner.run()
    if (runner.error) throw failureOf(runner)
    return done
  }
}

/**
 * The database as the runner knows it, but for its one connection, which is the transaction: what
 * the runner takes for a migration's own transaction is then a savepoint in it.
 */
function within(trx: TransactionClientContract): typeof db {
  const stand = {
    primaryConnectionName: trx.connectionName,
    connection: () => trx,
    getRawConnection: (name: string) => db.getRawConnection(name),
  }
  return stand as unknown as typeof db
}

function keepTo(names: readonly string[], runner: MigrationRunner) {
  const source = runner['migrationSource']
  const collect = source.getMigrations.bind(source)
  source.getMigrations = async () => {
    const all = await collect()
    return all.filter(({ name }: { name: string }) => names.includes(name))
  }
}

/** Without a migration that failed, it is what the database said before the first. */
function failureOf({ error, migratedFiles }: MigrationRunner) {
  const failed = Object.values(migratedFiles).find(({ status }) => status === 'error')
  return failed ? new MigrationFailed(failed.file.name, error!) : error!
}
