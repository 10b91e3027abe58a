import { test } from '@japa/runner'
import { join } from 'node:path'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { Redis } from 'ioredis'
import { Readable } from 'node:stream'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import Restore from '#commands/operations/restore'
import { TestInstallation } from '#tests/support/test_installation'
import { writeZip } from '#operations/backups/zip'
import { WebProcess } from '#tests/support/web_process'
import { runCommand } from '#tests/support/run_command'
import { filesIn } from '#tests/architecture/source'
import { UserFactory } from '#database/factories/user_factory'
import { TaskFactory } from '#database/factories/task_factory'
import { findRestoreTarget } from '#operations/backups/queries/restore_target'
import { MigrateDatabase } from '#operations/database/actions/migrate_database'
import type { EmptyDatabase } from '#tests/support/empty_database'
import { DEMO_PASSWORD } from '#database/demo/accounts'

/** Values that COPY escapes, and that other formats get wrong. */
const UNUSUAL = String.raw`"quotes" 'n' \N \. \t \\N` + '\ta\nb\r\nc\u2028d\u0001e👩‍🚀 ünd Öl\\'

/** File names that zip files often get wrong. */
const ODD_NAMES = ['back\\slash', '100 %', '%5C', 'line\nfeed', 'ünd Öl']

/** Tokens contain the address of their issuer. */
const APP_URL = 'http://tasks.example'

test.group('restore', (group) => {
  let source: TestInstallation
  let backup: string
  let oldToken: string

  group.setup(async () => {
    source = await TestInstallation.create()
    await source.aceJSON(['app:prepare'], { DEMO_DATA: 'true' })
    await source.database.query(
      `update tasks set description = $1, metadata = jsonb_build_object('any', $1::text, 'no', null)
        where id = (select min(id) from tasks)`,
      [UNUSUAL]
    )
    await mkdir(join(source.uploads, 'a'), { recursive: true })
    await writeFile(join(source.uploads, 'a', 'one.txt'), 'one')
    for (const name of ODD_NAMES) await writeFile(join(source.uploads, name), name)
    oldToken = await withWeb(source, (web) => signIn(web))
    const made = await source.aceJSON(['backup'])
    backup = made.path
    return () => source.remove()
  })

  /** An empty installation, removed after the test. */
  async function emptyInstallation(cleanup: (callback: () => Promise<void>) => void) {
    const installation = await TestInstallation.create()
    cleanup(() => installation.remove())
    return installation
  }

  test('restores every row into an empty database', async ({ assert, cleanup }) => {
    const installation = await emptyInstallation(cleanup)
    const { exitCode, output } = await installation.ace(['restore', backup])

    assert.equal(exitCode, 0)
    assert.include(output, 'All users have to sign in again')
    const restored = await installation.tableChecksums()
    const { audit_log: audit } = restored
    assert.match(audit, /^1 /)
    assert.deepEqual(restored, { ...(await source.tableChecksums()), audit_log: audit })
    assert.equal(await readFile(join(installation.uploads, 'a', 'one.txt'), 'utf8'), 'one')
    assert.sameMembers(await readdir(installation.uploads), ['a', ...ODD_NAMES])
    for (const name of ODD_NAMES) {
      assert.equal(await readFile(join(installation.uploads, name), 'utf8'), name)
    }
  })

  test('restores a working system and ends every session', async ({ assert, cleanup }) => {
    const installation = await emptyInstallation(cleanup)
    await installation.aceJSON(['restore', backup])

    await withWeb(installation, async (web) => {
      const get = async (path: string, token: string) => {
        const answer = await web.fetch(path, { headers: { Authorization: `Bearer ${token}` } })
        return [answer.status, await answer.json()] as const
      }
      const [refused] = await get('/api/users/me/', oldToken)
      assert.equal(refused, 401)

      const token = await signIn(web)
      const [, list] = await get('/api/tasks/?page_size=1', token)
      assert.isAbove(list.count, 100)
      const [{ id }] = list.results
      const [, found] = await get('/api/tasks/?search=wheel', token)
      assert.isAbove(found.count, 0)
      for (const part of ['', 'comments/', 'history/']) {
        const [status] = await get(`/api/tasks/${id}/${part}`, token)
        assert.equal(status, 200, part)
      }

      const made = await web.fetch('/api/tasks/', {
        method: 'POST',
        headers: { 'Authorization': `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ title: 'After the fire' }),
      })
      const [{ last }] = await source.database.query('select max(id) as last from tasks')
      assert.equal(made.status, 201)
      const task: any = await made.json()
      assert.isAbove(task.id, last)
    })
  })

  test('reuses no id assigned since the backup', async ({ assert, cleanup }) => {
    const installation = await emptyInstallation(cleanup)
    await installation.aceJSON(['restore', backup])
    const insert = `insert into tags (name, created_by_id) select $1, min(id) from users returning id`
    const [since] = await installation.database.query(insert, ['since the backup'])

    await installation.aceJSON(['restore', backup, '--replace'])
    const [after] = await installation.database.query(insert, ['after the restore'])
    assert.equal(after.id, since.id + 1)
  })

  test("deletes the product's Redis keys and no others", async ({ assert, cleanup }) => {
    const installation = await emptyInstallation(cleanup)
    const redis = new Redis(installation.env.REDIS_URL)
    cleanup(async () => void (await redis.quit()))
    await redis.flushdb()
    await redis.mset({ 'tasks:queue:mail:1': 'x', 'tasks:access:ready': '1', 'of-others': '1' })

    await installation.aceJSON(['restore', backup])
    assert.deepEqual(await redis.keys('*'), ['of-others'])
  })

  test('replaces existing data only with --replace', async ({ assert, cleanup }) => {
    const installation = await emptyInstallation(cleanup)
    await installation.aceJSON(['app:prepare'])
    await installation.database.query(
      `insert into users (username, email, password) values ('a', 'b', '-')`
    )
    await mkdir(installation.uploads)
    await writeFile(join(installation.uploads, 'theirs.txt'), '-')
    const before = await installation.tableChecksums()

    const { exitCode, errors } = await installation.ace(['restore', backup])
    assert.equal(exitCode, 1)
    assert.include(errors, 'There are already 1 users, 0 tasks and uploads')
    assert.deepEqual(await installation.tableChecksums(), before)

    const restored = await installation.aceJSON(['restore', backup, '--replace'])
    assert.equal(restored.uploads, 1 + ODD_NAMES.length)
    assert.sameMembers(await readdir(installation.uploads), ['a', ...ODD_NAMES])
    const { users } = await installation.tableChecksums()
    assert.match(users, /^5 /)
  })

  test('refuses while other processes are connected, and names them', async ({
    assert,
    cleanup,
  }) => {
    const installation = await emptyInstallation(cleanup)
    await installation.aceJSON(['app:prepare'])
    const before = await installation.tableChecksums()

    await withWeb(installation, async (web) => {
      await web.fetch('/health/ready')
      const { exitCode, errors } = await installation.ace(['restore', backup])
      assert.equal(exitCode, 1)
      assert.include(errors, 'Other processes are connected to this database')
      assert.include(errors, 'docker compose stop app relay consumers worker scheduler')
    })
    assert.deepEqual(await installation.tableChecksums(), before)
  })

  test('refuses to drop database objects of others: {what}')
    .with([
      { what: 'not ours at all', prepare: [] },
      { what: 'beside our tables', prepare: ['app:prepare'] },
    ])
    .run(async ({ assert, cleanup }, { prepare }) => {
      const installation = await emptyInstallation(cleanup)
      if (prepare.length > 0) await installation.aceJSON(prepare)
      await installation.database.query(`
        create table invoices (id serial); insert into invoices default values;
        create view open_invoices as select * from invoices;
        create function owed() returns int language sql as 'select 1'`)
      const made =
        prepare.length > 0 ? await installation.aceJSON(['backup']) : { path: backup, left_out: [] }
      const before = await installation.tableChecksums()

      // Even if the backup has such a table: no migration would create it again.
      const { exitCode, errors } = await installation.ace(['restore', made.path, '--replace'])
      assert.equal(exitCode, 1)
      assert.include(errors, 'table invoices, view open_invoices, routine owed()')
      assert.deepEqual(await installation.tableChecksums(), before)
      assert.lengthOf(await installation.database.query('table open_invoices'), 1)
      if (prepare.length > 0) assert.deepEqual(made.left_out, ['open_invoices'])
    })

  test('gives up if a table is locked', async ({ assert, cleanup }) => {
    const installation = await emptyInstallation(cleanup)
    await installation.aceJSON(['app:prepare'])
    cleanup(await installation.database.lock('users'))

    const { exitCode, errors } = await installation.ace(['restore', backup, '--replace'])
    assert.equal(exitCode, 1)
    assert.include(errors, 'find it in pg_stat_activity')
  })

  test('refuses a backup of a newer version', async ({ assert, cleanup }) => {
    const installation = await emptyInstallation(cleanup)
    await installation.aceJSON(['app:prepare'])
    await installation.database.query(
      `insert into adonis_schema (name, batch) values ('database/migrations/9999_to_come', 9)`
    )
    const newer = await installation.aceJSON(['backup'])

    const { exitCode, errors } = await installation.ace(['restore', newer.path, '--replace'])
    assert.equal(exitCode, 1)
    assert.include(errors, '9999_to_come')
    assert.include(errors, 'newer version')
  })

  test('restores a schema that a newer version has migrated', async ({ assert, cleanup }) => {
    const installation = await emptyInstallation(cleanup)
    await installation.aceJSON(['app:prepare'])
    await installation.database.query(`
      create type mood as enum ('good');
      create function feel() returns mood language sql as $$ select 'good'::mood $$;
      create table moods (id int, mood mood default feel());
      insert into adonis_schema (name, batch) values ('database/migrations/9999_to_come', 9)`)

    await installation.aceJSON(['restore', backup, '--replace'])
    const { exitCode, output } = await installation.ace(['doctor', '--json'])
    assert.equal(exitCode, 0, output)
    assert.lengthOf(
      await installation.database.query(`select 1 from pg_type where typname = 'mood'`),
      0
    )
  })

  test('changes nothing if the file is {what}')
    .with([
      { what: 'damaged', spoil: (whole: Buffer) => flipped(whole, 0.3) },
      { what: 'damaged near its end', spoil: (whole: Buffer) => flipped(whole, 0.8) },
      { what: 'cut off', spoil: (whole: Buffer) => whole.subarray(0, whole.length * 0.9) },
      {
        what: 'one whose uploads lead out of their folder',
        spoil: (whole: Buffer) => renamed(whole, 'uploads/a/one.txt', 'uploads/../ne.txt'),
      },
      {
        what: 'one with an upload of no name',
        spoil: (whole: Buffer) => renamed(whole, 'uploads/a/one.txt', 'uploads/a/one.tx/'),
      },
      {
        what: 'one that has what passes through the folder',
        spoil: (whole: Buffer) => renamed(whole, 'uploads/a/one.txt', 'uploads/.replaced'),
      },
      { what: 'empty', spoil: () => Buffer.alloc(0) },
      { what: 'no zip', spoil: () => Buffer.from('Bake, then eat. '.repeat(100)) },
    ])
    .run(async ({ assert }, { spoil }) => {
      const path = join(source.folder, 'spoilt.zip')
      await writeFile(path, spoil(await readFile(backup)))
      const before = await source.tableChecksums()

      for (const flag of ['--check', '--replace']) {
        const { exitCode, errors } = await source.ace(['restore', path, flag])
        assert.equal(exitCode, 1, flag)
        assert.include(errors, `${path} is not a valid backup`)
      }
      assert.deepEqual(await source.tableChecksums(), before)
      assert.equal(await readFile(join(source.uploads, 'a', 'one.txt'), 'utf8'), 'one')
    })

  test('changes nothing if the zip file is not a backup', async ({ assert }) => {
    const path = join(source.folder, 'photos.zip')
    await writeZip(path, one('photo.jpg', 'a photo'))

    const { exitCode, errors } = await source.ace(['restore', path, '--replace'])
    assert.equal(exitCode, 1)
    assert.include(errors, 'manifest.json is missing')
  })

  test('--check reads everything and changes nothing', async ({ assert }) => {
    const before = await source.tableChecksums()
    const checked = await source.aceJSON(['restore', 'latest', '--check'])

    assert.equal(checked.path, backup)
    assert.equal(checked.uploads, 1 + ODD_NAMES.length)
    assert.deepEqual(await source.tableChecksums(), before)
  })

  test("lists the backups if it can't ask", async ({ assert, cleanup }) => {
    const { exitCode, errors } = await source.ace(['restore'])
    assert.equal(exitCode, 1)
    assert.include(errors, backup.split('/').at(-1)!)

    const installation = await emptyInstallation(cleanup)
    const none = await installation.ace(['restore', 'latest'])
    assert.equal(none.exitCode, 1)
    assert.include(none.errors, installation.backups.path)
  })

  test('reports that {0} is unavailable')
    .with([
      ['PostgreSQL', { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }],
      ['Redis', { REDIS_URL: 'redis://127.0.0.1:1' }],
    ] as [string, Record<string, string>][])
    .run(async ({ assert }, [, env]) => {
      const { exitCode, errors } = await source.ace(['restore', backup, '--replace'], env)
      assert.equal(exitCode, 1)
      assert.include(errors, 'node ace doctor')
    })

  test('asks for confirmation in a terminal, and accepts no', async ({ assert, cleanup }) => {
    cleanup(await testUtils.db().wrapInGlobalTransaction())
    const user = await UserFactory.create()
    await TaskFactory.merge({ createdById: user.id }).create()
    const { rows, hasUploads } = await findRestoreTarget(['users', 'tasks'])
    const [users, tasks] = rows
    assert.isAbove(tasks, 0)

    const there = hasUploads ? `, ${tasks} tasks and uploads` : ` and ${tasks} tasks`
    const question = `Replace the existing ${users} users${there}?`
    const { exitCode, errors } = await runCommand(Restore, [backup], { [question]: false })
    assert.equal(exitCode, 1)
    assert.include(errors, 'Nothing was changed')
    assert.deepEqual(await findRestoreTarget(['users', 'tasks']), { rows, hasUploads })
  })

  test('migrates a backup of an older version to the current schema', async ({
    assert,
    cleanup,
  }) => {
    const installation = await emptyInstallation(cleanup)
    await migrateTo(installation.database, '0017')
    await installation.database.query(`
      insert into users (username, email, password) values ('ada', 'ada@example.org', '-');
      insert into tasks (title, created_by_id, is_archived, updated_at)
        values ('Old', 1, true, '2026-01-02T03:04:05Z'), ('New', 1, false, now())`)
    const made = await installation.aceJSON(['backup'])

    const restored = await installation.aceJSON(['restore', made.path, '--replace'])
    const since = migrations().filter((name) => !isUpTo(name, '0017'))
    assert.deepEqual(restored.migrated, since)
    const tasks = await installation.database.query(
      'select title, archived_at from tasks order by id'
    )
    assert.deepEqual(tasks, [
      { title: 'Old', archived_at: new Date('2026-01-02T03:04:05Z') },
      { title: 'New', archived_at: null },
    ])
    const { exitCode } = await installation.ace(['doctor'])
    assert.equal(exitCode, 0)
  })
})

/** Names are stored uncompressed in a zip file; both have the same length. */
function renamed(whole: Buffer, from: string, to: string) {
  return Buffer.from(whole.toString('latin1').replaceAll(from, to), 'latin1')
}

/** Several bytes in a row, because a zip file has some single bytes that are never read. */
function flipped(whole: Buffer, place: number) {
  const copy = Buffer.from(whole)
  const start = Math.floor(copy.length * place)
  for (let at = start; at < start + 8; at++) copy[at] ^= 0xff
  return copy
}

const migrations = () => filesIn('database/migrations').map((path) => path.replace(/\.ts$/, ''))

const isUpTo = (name: string, number: string) => name.split('/').at(-1)! < `${number}_~`

/** Migrates up to the migration with this number. */
async function migrateTo({ url }: EmptyDatabase, number: string) {
  const only = migrations().filter((name) => isUpTo(name, number))
  const { config } = db.manager.get('postgres')!
  db.manager.add('older', { ...config, connection: { connectionString: url } } as typeof config)
  await db.connection('older').transaction((trx) => new MigrateDatabase().handle({ only }, trx))
  await db.manager.release('older')
}

async function* one(path: string, text: string) {
  yield { path, content: Readable.from([text]) }
}

async function withWeb<T>(
  installation: TestInstallation,
  work: (web: WebProcess) => Promise<T>
): Promise<T> {
  const web = await WebProcess.start({ ...installation.env, APP_URL })
  return work(web).finally(() => web.stop())
}

async function signIn(web: WebProcess): Promise<string> {
  const answer = await web.fetch('/api/auth/login/', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'anna', password: DEMO_PASSWORD }),
  })
  const { access }: any = await answer.json()
  return access
}
