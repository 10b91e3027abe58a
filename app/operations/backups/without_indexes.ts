import type { Transaction } from '#core/database/transaction'

interface Removable {
  remove: string
  restore: string
}

const FOREIGN_KEYS = `
  select format('alter table %s drop constraint %I', conrelid::regclass, conname) as remove,
         format('alter table %s add constraint %I %s', conrelid::regclass, conname,
                pg_get_constraintdef(oid)) as restore
    from pg_constraint
   where contype = 'f' and conrelid = any (?::regclass[])
   order by conrelid, conname`

const INDEXES = `
  select format('drop index %s', indexrelid::regclass) as remove,
         pg_get_indexdef(indexrelid) as restore
    from pg_index
   where not indisunique and indrelid = any (?::regclass[])
   order by indexrelid`

/** Building indexes and checking keys once costs a fraction. Locks the tables. */
export async function withoutIndexes(
  trx: Transaction,
  tables: string[],
  work: () => Promise<void>,
  onProgress: (what: string, done: number, total: number) => void
) {
  await trx.rawQuery(`set local maintenance_work_mem = '256MB'`)
  const { rows: keys } = await trx.rawQuery<{ rows: Removable[] }>(FOREIGN_KEYS, [tables])
  const { rows: indexes } = await trx.rawQuery<{ rows: Removable[] }>(INDEXES, [tables])
  const removables = [...keys, ...indexes]

  for (const { remove } of removables) await trx.rawQuery(remove)
  await work()
  for (const [index, { restore }] of removables.reverse().entries()) {
    await trx.rawQuery(restore)
    onProgress('indexes and keys', index + 1, removables.length)
  }
}
