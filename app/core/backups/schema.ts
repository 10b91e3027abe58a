import type { ClientBase } from 'pg'
import type { Sequence } from '#core/backups/manifest'

/** Everything in the schema but what an extension brought; what depends on it goes with it. */
const DROPS = `
  with here as (select oid from pg_namespace where nspname = current_schema()),
  things as (
    select 1 as turn, 'pg_class'::regclass as catalog, oid, oid::regclass::text as name,
           case relkind when 'v' then 'view' when 'm' then 'materialized view'
                        when 'S' then 'sequence' when 'f' then 'foreign table'
                        else 'table' end as kind
      from pg_class where relnamespace in (select * from here) and relkind in ('r','p','v','m','S','f')
    union all
    select 2, 'pg_proc'::regclass, oid, oid::regprocedure::text, 'routine'
      from pg_proc where pronamespace in (select * from here)
    union all
    select 3, 'pg_type'::regclass, oid, oid::regtype::text, 'type'
      from pg_type where typnamespace in (select * from here) and typtype in ('e', 'd', 'r')
  )
  select format('drop %s if exists %s cascade', kind, name) as statement
    from things
   where not exists (select from pg_depend where classid = catalog and objid = things.oid
                      and deptype = 'e')
   order by turn, name`

/** Drops all that migrations of any version have made, so that they can run from the first on. */
export async function emptySchema(client: ClientBase) {
  const { rows } = await client.query<{ statement: string }>(DROPS)
  for (const { statement } of rows) await client.query(statement)
}

/**
 * Lets each sequence go on after the highest of these numbers, and never fall back. One that isn't
 * there has been dropped by a migration since.
 */
export async function raiseSequences(client: ClientBase, sequences: Sequence[]) {
  for (const { name, value } of sequences) {
    await client.query(
      `select setval(sequence, greatest($2::bigint, pg_sequence_last_value(sequence)))
         from to_regclass($1) as sequence where sequence is not null`,
      [client.escapeIdentifier(name), value]
    )
  }
}
