import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'

test.group('Indexes', () => {
  test('cover every foreign key', async ({ assert }) => {
    const { rows } = await db.rawQuery(`
      select conrelid::regclass || '.' || attname as reference
        from pg_constraint
        join pg_attribute on attrelid = conrelid and attnum = conkey[1]
       where contype = 'f' and connamespace = 'public'::regnamespace
         and not exists (
           select from pg_index where indrelid = conrelid and indkey[0] = conkey[1]
         )`)
    assert.deepEqual(rows, [], 'deleting what they point to would read the whole table')
  })

  test('have no duplicates', async ({ assert }) => {
    const { rows } = await db.rawQuery(`
      select indrelid::regclass as table, array_agg(indexrelid::regclass) as twins
        from pg_index
       where indrelid::regclass::text not like 'pg_%'
       group by indrelid, indkey::text, indclass::text, indoption::text,
                coalesce(pg_get_expr(indexprs, indrelid), ''), coalesce(pg_get_expr(indpred, indrelid), '')
      having count(*) > 1`)
    assert.deepEqual(rows, [])
  })
})
