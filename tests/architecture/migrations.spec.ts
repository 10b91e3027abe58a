import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import { MigrationRunner } from '@adonisjs/lucid/migration'
import { filesIn, read } from '#tests/architecture/source'

test.group('Migrations', () => {
  test('have an up and a down', ({ assert }) => {
    for (const path of filesIn('database/migrations')) {
      assert.match(read(path), /async up\(\) \{\n\s+\S/, path)
      assert.match(read(path), /async down\(\) \{\n\s+\S/, path)
    }
  })

  test('share one transaction', ({ assert }) => {
    const outside = filesIn('database/migrations').filter((path) =>
      /disableTransactions|\bconcurrently\b/i.test(read(path))
    )
    assert.isEmpty(outside, 'a migration that fails after it would leave the schema half-way')
  })

  test('can be rolled back and re-run to the same schema', async ({ assert, cleanup }) => {
    cleanup(await schemaOfItsOwn())

    await migrate('up')
    const before = await structure()
    assert.isAbove(before.length, 10)

    await migrate('down')
    assert.isEmpty(await structure())

    await migrate('up')
    assert.deepEqual(await structure(), before)
  })
})

const SCHEMA = 'up_and_down'

/** A separate schema, on a connection that sees nothing else. */
async function schemaOfItsOwn() {
  const { config } = db.manager.get('postgres')!
  await db.rawQuery(`drop schema if exists ${SCHEMA} cascade`)
  await db.rawQuery(`create schema ${SCHEMA}`)
  db.manager.add(SCHEMA, { ...config, searchPath: [SCHEMA] } as typeof config)

  return async () => {
    await db.manager.release(SCHEMA)
    await db.rawQuery(`drop schema ${SCHEMA} cascade`)
  }
}

async function migrate(direction: 'up' | 'down') {
  const runner = new MigrationRunner(db, app, {
    direction,
    connectionName: SCHEMA,
    disableLocks: true,
    ...(direction === 'down' && { batch: 0 }),
  } as ConstructorParameters<typeof MigrationRunner>[2])
  await runner.run()
  if (runner.error) throw runner.error
}

/** Every column, index and constraint, one line each. */
async function structure(): Promise<string[]> {
  const { rows } = await db.connection(SCHEMA).rawQuery(
    `select table_name || '.' || column_name || ' ' || data_type as part
       from information_schema.columns where table_schema = ? and table_name not like 'adonis%'
     union select indexdef from pg_indexes where schemaname = ? and tablename not like 'adonis%'
     union select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
       where connamespace = ?::regnamespace and conrelid::regclass::text not like '%adonis%'
     order by 1`,
    [SCHEMA, SCHEMA, SCHEMA]
  )
  return rows.map(({ part }: { part: string }) => part)
}
