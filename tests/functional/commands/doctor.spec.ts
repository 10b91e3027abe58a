import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { Finding } from '#operations/doctor/finding'
import { runAce } from '#tests/support/run_command'
import { EmptyDatabase } from '#tests/support/empty_database'

async function runDoctor(env: Record<string, string> = {}) {
  const { exitCode, output } = await runAce(['doctor', '--json'], env)
  const { healthy, findings } = JSON.parse(output) as { healthy: boolean; findings: Finding[] }
  const find = (check: string) => findings.find((finding) => finding.check === check)
  return { exitCode, healthy, findings, find }
}

test.group('doctor', () => {
  test('finds no problem in a healthy system', async ({ assert }) => {
    const { exitCode, healthy, findings } = await runDoctor()

    assert.equal(exitCode, 0)
    assert.isTrue(healthy)
    assert.isEmpty(findings.filter(({ verdict }) => verdict === 'fail'))
    assert.includeMembers(
      findings.map(({ check }) => check),
      ['settings', 'PostgreSQL', 'clock', 'migrations', 'Redis', 'Redis persistence']
    )
  })

  test('gives a remedy for every result that is not ok', async ({ assert }) => {
    const { findings } = await runDoctor({ REDIS_URL: 'redis://127.0.0.1:1' })

    assert.includeMembers(
      findings.map(({ verdict }) => verdict),
      ['ok', 'fail']
    )
    for (const { verdict, advice } of findings) assert.equal(verdict === 'ok', !advice)
  })

  test('reports that {0} is unavailable and still checks the other')
    .with([
      ['PostgreSQL', { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, 'Redis'],
      ['Redis', { REDIS_URL: 'redis://127.0.0.1:1' }, 'PostgreSQL'],
    ] as [string, Record<string, string>, string][])
    .run(async ({ assert }, [away, env, other]) => {
      const { exitCode, healthy, find } = await runDoctor(env)

      assert.equal(exitCode, 1)
      assert.isFalse(healthy)
      assert.equal(find(away)?.verdict, 'fail')
      assert.include(find(away)?.advice, 'fix')
      assert.equal(find(other)?.verdict, 'ok')
    })

  test('names every invalid setting', async ({ assert }) => {
    const { exitCode, find } = await runDoctor({
      APP_KEY: '',
      PORT: 'high',
      TRUST_PROXY: '1',
      DATABASE_POOL_SIZE: '1',
    })

    assert.equal(exitCode, 1)
    assert.include(find('settings')?.found, 'APP_KEY')
    assert.include(find('settings')?.found, 'PORT')
    assert.include(find('settings')?.found, 'TRUST_PROXY')
    assert.include(find('settings')?.found, 'DATABASE_POOL_SIZE takes 2 or more, and not "1"')
  })

  test('warns of a weak key', async ({ assert }) => {
    const { exitCode, find } = await runDoctor({ APP_KEY: 'sixteen letters!' })

    assert.equal(exitCode, 0)
    assert.equal(find('APP_KEY')?.verdict, 'warn')
  })

  test('prints a table without --json', async ({ assert }) => {
    const { exitCode, output } = await runAce(['doctor'], { REDIS_URL: 'redis://127.0.0.1:1' })

    assert.equal(exitCode, 1)
    assert.match(output, /fail.*Redis/)
    assert.include(output, 'Start Redis')
  })
})

test.group('doctor with scheduled backups', (group) => {
  let folder: string
  group.each.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backups-'))
    return () => rm(folder, { recursive: true })
  })

  const env = () => ({ BACKUP_SCHEDULE: '0 2 * * *', BACKUP_FOLDER: folder })
  const backupOf = (at: DateTime) =>
    writeFile(join(folder, `tasks-${at.toFormat(`yyyy-MM-dd'T'HH-mm-ss'Z'`)}.zip`), '-')

  test('checks nothing without a schedule', async ({ assert }) => {
    const { find } = await runDoctor({ BACKUP_FOLDER: folder })
    assert.isUndefined(find('backups'))
  })

  test('accepts a backup of one of the last two ticks', async ({ assert }) => {
    await backupOf(DateTime.utc().minus({ days: 9 }))
    await backupOf(DateTime.utc().minus({ hours: 20 }))
    const { find } = await runDoctor(env())
    assert.equal(find('backups')?.verdict, 'ok')
  })

  test('warns without a backup, and after two missed ticks', async ({ assert }) => {
    const { find, exitCode } = await runDoctor(env())
    assert.equal(exitCode, 0)
    assert.equal(find('backups')?.verdict, 'warn')
    assert.include(find('backups')?.advice, 'node ace backup')

    await backupOf(DateTime.utc().minus({ hours: 49 }))
    const later = await runDoctor(env())
    assert.equal(later.find('backups')?.verdict, 'warn')
  })

  test('warns of a backup dated in the future and ignores it', async ({ assert }) => {
    await backupOf(DateTime.utc().plus({ days: 9 }))
    const { findings } = await runDoctor(env())
    const backups = findings.filter(({ check }) => check === 'backups')
    assert.deepEqual(
      backups.map(({ verdict }) => verdict),
      ['warn', 'warn']
    )
    assert.include(backups[0].found, 'has a date in the future')
    assert.include(backups[1].found, 'no backups in')
  })
})

test.group('doctor on a database without migrations', (group) => {
  let database: EmptyDatabase
  group.setup(async () => {
    database = await EmptyDatabase.create()
    return () => database.drop()
  })

  test('counts pending migrations', async ({ assert }) => {
    const { exitCode, find } = await runDoctor({ DATABASE_URL: database.url })

    assert.equal(exitCode, 1)
    assert.equal(find('migrations')?.verdict, 'fail')
    assert.include(find('migrations')?.advice, 'app:prepare')
  })

  test('finds unknown migrations of a newer version', async ({ assert }) => {
    await database.query('create table adonis_schema (id serial, name text)')
    await database.query(`insert into adonis_schema (name) values ('database/migrations/9999_x')`)

    const { find } = await runDoctor({ DATABASE_URL: database.url })

    assert.include(find('migrations')?.found, '9999_x')
  })

  test('warns that there is no admin', async ({ assert }) => {
    await database.query('drop table if exists adonis_schema')
    await runAce(['migration:run', '--force', '--no-schema-generate'], {
      DATABASE_URL: database.url,
    })

    const { exitCode, find } = await runDoctor({ DATABASE_URL: database.url })

    assert.equal(exitCode, 0)
    assert.equal(find('accounts')?.verdict, 'warn')
    assert.include(find('accounts')?.advice, 'user:create --role=admin')
  })

  test('names the admins and finds prototype pollution keys in all JSON columns', async ({
    assert,
  }) => {
    await runAce(['migration:run', '--force', '--no-schema-generate'], {
      DATABASE_URL: database.url,
    })
    const clean = await runDoctor({ DATABASE_URL: database.url })
    assert.equal(clean.find('stored JSON')?.verdict, 'ok')

    await database.query(
      `insert into users (username, email, password, role, created_at, updated_at)
       values ('eve', 'eve@example.org', '-', 'admin', now(), now())`
    )
    await database.query(
      `insert into tasks (title, created_by_id, metadata, created_at, updated_at)
       select title, id, metadata::jsonb, now(), now() from users, (values
         ('a', '{"a": [{"constructor": {"prototype": {"role ": "admin"}}}]}'),
         ('b', '{"__proto__": 1}'),
         ('c', '{"a": "constructor", "b": "\\"prototype\\":", "the constructor": 1}')
       ) as given (title, metadata)`
    )
    await database.query(
      `insert into outbox (event_id, name, key, payload, occurred_at)
       values (gen_random_uuid(), 'test.happened', '1', '{"new": {"prototype": {}}}', now())`
    )

    const { findings, find } = await runDoctor({ DATABASE_URL: database.url })
    assert.include(find('accounts')?.found, 'eve')
    const found = findings.filter(({ check }) => check === 'stored JSON')
    assert.deepEqual(
      found.map(({ verdict, found: text }) => [verdict, text.replace(/id .*/, '')]),
      [
        ['warn', 'prototype-polluting keys in outbox.payload, '],
        ['warn', 'prototype-polluting keys in tasks.metadata, '],
      ]
    )

    for (const { advice } of found) await database.query(advice!.slice(advice!.indexOf('update ')))
    const { find: again } = await runDoctor({ DATABASE_URL: database.url })
    assert.equal(again('stored JSON')?.verdict, 'ok')
  })

  test('an upgrade renames prototype pollution keys', async ({ assert }) => {
    await database.query(`update tasks set metadata = '{"constructor": {"a": 1}}'`)
    await database.query(`delete from adonis_schema where name like '%/0023_%'`)
    await runAce(['migration:run', '--force', '--no-schema-generate'], {
      DATABASE_URL: database.url,
    })

    const rows = await database.query('select distinct metadata from tasks')
    assert.deepEqual(rows, [{ metadata: { _constructor: { a: 1 } } }])
  })
})
