import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import type { ClientBase } from 'pg'
import { from, to } from 'pg-copy-streams'
import type { Table } from '#operations/backups/manifest'

/** Settings that change COPY's text format, fixed so that backups can be read anywhere. */
const FORMAT_SETTINGS = `
  set local datestyle = 'ISO, YMD';
  set local intervalstyle = 'postgres';
  set local timezone = 'UTC';
  set local extra_float_digits = 1;
  set local client_encoding = 'UTF8'`

export async function fixCopyFormat(client: ClientBase) {
  await client.query(FORMAT_SETTINGS)
}

export function copyOut(client: ClientBase, table: Table): Readable {
  return client.query(to(`copy ${target(client, table)} to stdout`))
}

/** Without triggers: their effects are in the backup. */
export async function copyIn(client: ClientBase, table: Table, rows: Readable) {
  const name = client.escapeIdentifier(table.name)
  await client.query(`alter table ${name} disable trigger user`)
  await pipeline(rows, client.query(from(`copy ${target(client, table)} from stdin`)))
  await client.query(`alter table ${name} enable trigger user`)
}

function target(client: ClientBase, { name, columns }: Table) {
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ')
  return `${client.escapeIdentifier(name)} (${list})`
}
