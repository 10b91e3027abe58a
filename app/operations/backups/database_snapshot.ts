import type { Client } from 'pg'
import type { Readable } from 'node:stream'
import { isDeepStrictEqual } from 'node:util'
import { Refusal } from '#core/exceptions/refusal'
import type { Table } from '#operations/backups/manifest'
import { connect, hangUp, takeLock } from '#operations/backups/connection'
import { agreeOnSpelling, copyOut } from '#operations/backups/copy'
import {
  countRows,
  listMigrations,
  listOtherRelations,
  listSequences,
  listTables,
} from '#operations/backups/queries/database_contents'

/** Held while a backup is made: of a database there is one at a time. */
const LOCK = 'backup'

/**
 * The database as it is at one instant, whatever others write meanwhile: what `pg_dump` does. The
 * tables are locked before they are looked at, against those who would change or drop them.
 */
export class DatabaseSnapshot {
  private constructor(
    private client: Client,
    readonly tables: Table[]
  ) {}

  /** @throws {Refusal} */
  static async take(): Promise<DatabaseSnapshot> {
    const client = await connect('tasks backup')
    try {
      return new DatabaseSnapshot(client, await lockTables(client))
    } catch (error) {
      hangUp(client)
      throw error
    }
  }

  get migrations() {
    return listMigrations(this.client)
  }

  /** Sequences stand outside of snapshots: asked last they are never behind the rows. */
  get sequences() {
    return listSequences(this.client)
  }

  /** What has rows that aren't read: no migration makes such things. */
  get leftOut() {
    return listOtherRelations(this.client)
  }

  /** How many rows there are in all. */
  get rows() {
    return countRows(this.client, this.tables)
  }

  /** The rows of one table; they must be read to their end before anything else is asked. */
  read(table: Table): Readable {
    return copyOut(this.client, table)
  }

  release() {
    hangUp(this.client)
  }
}

async function lockTables(client: Client): Promise<Table[]> {
  if (!(await takeLock(client, LOCK)))
    throw new Refusal('Another backup is being made at this moment')

  const tables = await listTables(client)
  if (tables.length === 0) {
    throw new Refusal('The database has no tables yet. Make them: node ace app:prepare')
  }
  await client.query('begin isolation level repeatable read read only')
  const names = tables.map(({ name }) => client.escapeIdentifier(name))
  await client.query(`lock table adonis_schema, ${names.join(', ')} in access share mode`)
  await agreeOnSpelling(client)

  if (isDeepStrictEqual(await listTables(client), tables)) return tables
  throw new Refusal('The database was being migrated. Back up again')
}
