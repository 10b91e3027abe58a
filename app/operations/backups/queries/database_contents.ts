import type { ClientBase } from 'pg'
import type { Sequence, Table } from '#operations/backups/manifest'

const SCHEMA = '(select oid from pg_namespace where nspname = current_schema())'

/** Without the framework's own tables, which migrating recreates. */
const TABLES = `
  select relname::text as name, array_agg(attname::text order by attnum) as columns
    from pg_class
    join pg_attribute on attrelid = pg_class.oid and attnum > 0
                     and not attisdropped and attgenerated = ''
   where relnamespace = ${SCHEMA} and relkind = 'r' and relname not like 'adonis\\_schema%'
     and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
   group by relname
   order by relname`

/** Without generated columns. */
export async function listTables(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query(TABLES)
  return rows
}

/** Views, partitioned and foreign tables. */
export async function listOtherRelations(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query(`
    select relname::text as name from pg_class
     where relnamespace = ${SCHEMA} and relkind in ('v', 'm', 'p', 'f')
       and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
     order by 1`)
  return rows.map(({ name }) => name)
}

export async function listSequences(client: ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query(`
    select sequencename::text as name, last_value as value from pg_sequences
     where schemaname = current_schema() and last_value is not null
       and sequencename not like 'adonis\\_schema%'
     order by 1`)
  return rows
}

export async function listMigrations(client: ClientBase): Promise<string[]> {
  const { rows: tables } = await client.query(`select to_regclass('adonis_schema') as found`)
  if (!tables[0].found) return []
  const { rows } = await client.query('select name from adonis_schema order by id')
  return rows.map(({ name }) => name)
}

export async function countRows(client: ClientBase, tables: Table[]): Promise<number> {
  let sum = 0
  for (const { name } of tables) {
    const table = client.escapeIdentifier(name)
    const { rows } = await client.query(`select count(*)::float8 as rows from ${table}`)
    sum += rows[0].rows
  }
  return sum
}
