import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { from } from 'pg-copy-streams'
import type { ClientBase } from 'pg'

export type Cell = string | number | boolean | null
export type Row = readonly Cell[]

/** What COPY's text format has another spelling for. */
const SPECIAL = /[\\\n\r\t]/g
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** How much is handed to the connection at a time, in characters. */
const PIECE = 64 * 1024

/**
 * Writes rows into a table by COPY, which is many times quicker than INSERT. The cells are in the
 * order of the columns; instants are RFC 3339 and JSON is text.
 */
export async function copyInto(
  client: ClientBase,
  table: string,
  columns: readonly string[],
  rows: Iterable<Row>
) {
  const stream = client.query(from(`copy ${table} (${columns.join(', ')}) from stdin`))
  // A refusal of the server must not go unheard while we wait for the stream to drain.
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

/** One line of COPY's text format. */
function line(row: Row) {
  return `${row.map(encode).join('\t')}\n`
}

function encode(cell: Cell) {
  if (cell === null) return '\\N'
  return typeof cell === 'string' ? cell.replace(SPECIAL, (special) => ESCAPES[special]) : cell
}
