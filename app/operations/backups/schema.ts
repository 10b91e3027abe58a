import type { ClientBase } from 'pg'
import type { Sequence } from '#operations/backups/manifest'

/** Without what belongs to an extension or to another object. */
const THINGS = `
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
    union all
    select 4, 'pg_ts_config'::regclass, oid, oid::regconfig::text, 'text search configuration'
      from pg_ts_config where cfgnamespace in (select * from here)
    union all
    select 5, 'pg_ts_dict'::regclass, oid, oid::regdictionary::text, 'text search dictionary'
      from pg_ts_dict where dictnamespace in (select * from here)
  )
  select kind, name
    from things
   where not exists (select from pg_depend where classid = catalog and objid = things.oid
                      and deptype in ('e', 'a', 'i'))
   order by turn, name`

/** By kind and name: `table tasks`, `type mood`. */
export async function listSchemaObjects(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ kind: string; name: string }>(THINGS)
  return rows.map(({ kind, name }) => `${kind} ${name}`)
}

export async function emptySchema(client: ClientBase) {
  const { rows } = await client.query<{ kind: string; name: string }>(THINGS)
  for (const { kind, name } of rows) await client.query(`drop ${kind} if exists ${name} cascade`)
}

/** Sequences never go back; those dropped since by a migration are ignored. */
export async function raiseSequences(client: ClientBase, sequences: Sequence[]) {
  for (const { name, value } of sequences) {
    await client.query(
      `select setval(sequence, greatest($2::bigint, pg_sequence_last_value(sequence)))
         from to_regclass($1) as sequence where sequence is not null`,
      [client.escapeIdentifier(name), value]
    )
  }
}
