import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { from } from 'pg-copy-streams'
import type { ClientBase } from 'pg'

export type Cell = string | number | boolean | null
export type Row = readonly Cell[]

/** Characters that COPY's text format escapes. */
const SPECIAL = /[\\\n\r\t]/g
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Chunk size in characters. */
const PIECE = 64 * 1024

/**
 * Writes rows with COPY, many times faster than INSERT. Cells are in column order, instants RFC
 * 3339, JSON text.
 */
export async function copyInto(
  client: ClientBase,
  table: string,
  columns: readonly string[],
  rows: Iterable<Row>
) {
  const stream = client.query(from(`copy ${table} (${columns.join(', ')}) from stdin`))
  // An error from the server must not be missed while waiting for the stream to drain.
  const done = finished(stream)
  done.catch(() => {})

  let piece = ''
  for (const row of rows) {
    piece += line(row)
    if (piece.length < PIECE) continue
    if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), done])
    piece = ''
  }
  stream.end(piece)
  await done
}

function line(row: Row) {
  return `${row.map(encode).join('\t')}\n`
}

function encode(cell: Cell) {
  if (cell === null) return '\\N'
  return typeof cell === 'string' ? cell.replace(SPECIAL, (special) => ESCAPES[special]) : cell
}
