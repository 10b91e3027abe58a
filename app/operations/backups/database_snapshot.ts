import type { Client } from 'pg'
import type { Readable } from 'node:stream'
import { isDeepStrictEqual } from 'node:util'
import { Refusal } from '#core/exceptions/refusal'
import type { Table } from '#operations/backups/manifest'
import { connect, disconnect, takeLock } from '#operations/backups/connection'
import { fixCopyFormat, copyOut } from '#operations/backups/copy'
import {
  countRows,
  listMigrations,
  listOtherRelations,
  listSequences,
  listTables,
} from '#operations/backups/queries/database_contents'

/** One backup of a database at a time. */
const LOCK = 'backup'

/** A repeatable-read snapshot, like `pg_dump`'s; the tables are locked against DDL first. */
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
      disconnect(client)
      throw error
    }
  }

  get migrations() {
    return listMigrations(this.client)
  }

  /** Sequences are not part of snapshots: read last, they are never behind the rows. */
  get sequences() {
    return listSequences(this.client)
  }

  /** Relations with rows that are not backed up: no migration creates them. */
  get leftOut() {
    return listOtherRelations(this.client)
  }

  get rows() {
    return countRows(this.client, this.tables)
  }

  /** Must be read to the end before the next query. */
  read(table: Table): Readable {
    return copyOut(this.client, table)
  }

  release() {
    disconnect(this.client)
  }
}

async function lockTables(client: Client): Promise<Table[]> {
  if (!(await takeLock(client, LOCK))) throw new Refusal('Another backup is running')

  const tables = await listTables(client)
  if (tables.length === 0) {
    throw new Refusal('The database has no tables yet. Create them: node ace app:prepare')
  }
  await client.query('begin isolation level repeatable read read only')
  const names = tables.map(({ name }) => client.escapeIdentifier(name))
  await client.query(`lock table adonis_schema, ${names.join(', ')} in access share mode`)
  await fixCopyFormat(client)

  if (isDeepStrictEqual(await listTables(client), tables)) return tables
  throw new Refusal('The database was migrated during the backup. Back up again')
}
