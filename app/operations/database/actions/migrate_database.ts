import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { MigrationRunner } from '@adonisjs/lucid/migration'
import { inTransaction, type Transaction } from '#core/database/transaction'
import { MigrationFailed } from '#operations/exceptions'

const LOCK = 'app:prepare'

export interface MigrationOptions {
  only?: readonly string[]
}

/** All pending migrations in one transaction, under an advisory lock. */
export class MigrateDatabase {
  /** A given transaction is unusable after a failure. @throws {MigrationFailed} */
  async handle(options: MigrationOptions = {}, trx?: Transaction): Promise<string[]> {
    if (trx) return this.#migrate(trx, options)

    const done = await inTransaction(undefined, (own) => this.#migrate(own, options))
    // The planner has no statistics of rewritten tables.
    if (done.length > 0) await db.rawQuery('vacuum analyze')
    return done
  }

  async #migrate(trx: Transaction, { only }: MigrationOptions) {
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

/** The database with the transaction as its only connection: each migration becomes a savepoint. */
function within(trx: Transaction): typeof db {
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

function failureOf({ error, migratedFiles }: MigrationRunner) {
  const failed = Object.values(migratedFiles).find(({ status }) => status === 'error')
  return failed ? new MigrationFailed(failed.file.name, error!) : error!
}
