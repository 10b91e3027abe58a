import type { Client, QueryConfig } from 'pg'
import { ok, warn, type Finding } from '#operations/doctor/finding'

/** Large tables are read from end to end. */
const TIMEOUT_MS = 60_000
const PATTERN = '"(__proto__|constructor|prototype)":'

/** Stored keys that could once reach a prototype. */
export async function examineStoredJSON(client: Client): Promise<Finding[]> {
  const { rows: columns } = await client.query(
    `select quote_ident(table_name) as table, quote_ident(column_name) as column
     from information_schema.columns
     where table_schema = current_schema() and data_type = 'jsonb' order by 1, 2`
  )
  const findings: Finding[] = []
  for (const { table, column } of columns) {
    const query: QueryConfig & { query_timeout: number } = {
      text: `select to_jsonb(found)->>'id' as id from ${table} as found
             where ${column}::text ~ $1 order by 1 limit 20`,
      values: [PATTERN],
      query_timeout: TIMEOUT_MS,
    }
    const { rows } = await client.query(query)
    if (rows.length > 0)
      findings.push(
        suspicious(
          table,
          column,
          rows.map(({ id }) => id)
        )
      )
  }
  return findings.length > 0 ? findings : [ok('stored JSON', 'no prototype-polluting keys')]
}

function suspicious(table: string, column: string, ids: string[]) {
  const found = `prototype-polluting keys in ${table}.${column}, id ${ids.join(', ')}`
  const advice = [
    'They are harmless in this version. Check who wrote them and whether all admins are legitimate.',
    `Then rename the keys: update ${table} set ${column} =`,
    `regexp_replace(${column}::text, '${PATTERN}', '"_\\1":', 'g')::jsonb where id in (${ids.join(', ')});`,
  ]
  return warn('stored JSON', found, advice.join(' '))
}
