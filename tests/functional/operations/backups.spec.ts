import pg from 'pg'
import fc from 'fast-check'
import { test } from '@japa/runner'
import env from '#start/env'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { text } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { EmptyDatabase } from '#tests/support/empty_database'
import { UserFactory } from '#database/factories/user_factory'
import User from '#accounts/users/models/user'
import { entryOfUpload, uploadOfEntry } from '#operations/backups/upload_names'
import { readManifest } from '#operations/backups/manifest'
import { BackupFolder } from '#operations/backups/backup_folder'
import { Uploads } from '#operations/backups/uploads'
import { DatabaseSnapshot } from '#operations/backups/database_snapshot'
import { fixCopyFormat, copyIn, copyOut } from '#operations/backups/copy'

/** PostgreSQL accepts every character but NUL. */
const anyText = fc.string({ unit: 'binary', maxLength: 40 }).map((it) => it.replaceAll('\0', ''))

const TABLE = `(id int, words text, list text[], document jsonb, bytes bytea, number numeric,
                real double precision, at timestamptz, day date, span interval, yes boolean)`

test.group('COPY', (group) => {
  let database: EmptyDatabase
  let client: pg.Client

  group.setup(async () => {
    database = await EmptyDatabase.create()
    client = new pg.Client({ connectionString: database.url })
    await client.connect()
    await client.query(`create table here ${TABLE}; create table there ${TABLE}`)
    return async () => {
      await client.end()
      await database.drop()
    }
  })

  test('round-trips rows, whatever the settings of either server', async ({ assert }) => {
    const row = fc.record({
      words: fc.option(anyText),
      list: fc.option(fc.array(fc.option(anyText), { maxLength: 4 })),
      document: fc.option(fc.dictionary(anyText, anyText, { maxKeys: 4 })),
      bytes: fc.option(fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes))),
      real: fc.option(fc.double()),
      seconds: fc.option(fc.integer({ min: -4e9, max: 4e9 })),
    })

    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 10 }), async (rows) => {
        await client.query('truncate here, there')
        for (const [id, { words, list, document, bytes, real, seconds }] of rows.entries()) {
          await client.query(
            `insert into here values ($1, $2, $3, $4, $5, $6::float8::text::numeric, $6,
               to_timestamp($7), to_timestamp($7)::date, make_interval(secs => $7), $7 > 0)`,
            [id, words, list, document, bytes, real, seconds]
          )
        }
        await copyAcross(client)
        const { rows: lost } = await client.query(
          `select here from here full join there using (id)
            where here is distinct from there`
        )
        assert.deepEqual(lost, [])
      }),
      { numRuns: 60, examples: [[[EXAMPLE]]] }
    )
  })
})

const EXAMPLE = {
  words: '\\N',
  list: ['\\.', '', null, 'a\tb\nc\rd\\'],
  document: { '\u2028': '"' },
  bytes: Buffer.from([0, 92, 10]),
  real: -0,
  seconds: 1,
}

/** Writes and reads with different settings, as two servers may have. */
async function copyAcross(client: pg.Client) {
  const columns = ['id', 'words', 'list', 'document', 'bytes', 'number', 'real', 'at', 'day']
  const all = [...columns, 'span', 'yes']
  await client.query(`set datestyle = 'SQL, DMY'; set timezone = 'Asia/Tokyo'`)
  await client.query('begin')
  await fixCopyFormat(client)
  const written = await text(copyOut(client, { name: 'here', columns: all }))
  await client.query('commit')

  await client.query(`set datestyle = 'German'; set intervalstyle = 'iso_8601'`)
  await client.query('begin')
  await fixCopyFormat(client)
  await copyIn(client, { name: 'there', columns: all }, Readable.from([written]))
  await client.query('commit')
}

test.group('Snapshot', () => {
  test('excludes what is committed after it was taken', async ({ assert, cleanup }) => {
    const before = await UserFactory.create()
    const snapshot = await DatabaseSnapshot.take()
    const after = await UserFactory.create()
    cleanup(async () => {
      snapshot.release()
      await User.query().whereIn('id', [before.id, after.id]).delete()
    })

    const users = snapshot.tables.find(({ name }) => name === 'users')!
    const rows = await text(snapshot.read(users))
    assert.include(rows, before.username)
    assert.notInclude(rows, after.username)
    const sequence = (await snapshot.sequences).find(({ name }) => name === 'users_id_seq')!
    assert.isAtLeast(sequence.value, before.id)
  })

  test('blocks schema changes, but not writes', async ({ assert, cleanup }) => {
    const snapshot = await DatabaseSnapshot.take()
    const client = new pg.Client({ connectionString: env.get('DATABASE_URL') })
    await client.connect()
    cleanup(async () => {
      snapshot.release()
      await client.end()
    })

    await client.query(`set lock_timeout = '200ms'`)
    await assert.rejects(() => client.query('alter table tags add column x int'), /lock timeout/)
    await client.query('begin; lock table tags in row exclusive mode; commit')
  })

  test('excludes generated columns', async ({ assert, cleanup }) => {
    const snapshot = await DatabaseSnapshot.take()
    cleanup(() => snapshot.release())

    const { columns } = snapshot.tables.find(({ name }) => name === 'tasks')!
    assert.includeMembers(columns, ['id', 'title', 'metadata'])
    assert.notInclude(columns, 'search_vector')
  })
})

test.group('Names of uploads', () => {
  const OURS = ['a\\b', '100%', 'a%5Cb', 'tab\t', 'ünd Öl/👩‍🚀.txt', '..hidden', 'a/.restoring']

  test('round-trip: {$self}')
    .with(OURS)
    .run(({ assert }, path) => {
      const entry = entryOfUpload(path)
      assert.notMatch(entry, /[\\\t]/)
      assert.equal(uploadOfEntry(entry), path)
    })

  test("are refused if a backup can't contain them: {$self}")
    .with(['', 'a/', 'a//b', './a', '../a', '%00', 'a%2Fb', '%41', '.restoring/x', '.replaced/x'])
    .run(({ assert }, name) => {
      assert.throws(() => uploadOfEntry(`uploads/${name}`), /is not a valid upload name/)
    })
})

test.group('Uploads', (group) => {
  let folder: string
  group.each.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uploads-'))
    return () => rm(folder, { recursive: true })
  })

  async function* incoming(files: Record<string, string>) {
    for (const [path, words] of Object.entries(files))
      yield { path, content: Readable.from([words]) }
  }
  const paths = async (uploads: Uploads) => {
    const found: string[] = []
    for await (const { path, content } of uploads.files()) {
      content.destroy()
      found.push(path)
    }
    return found.sort()
  }

  test('are replaced within the existing folder', async ({ assert }) => {
    const uploads = new Uploads(folder)
    await mkdir(join(folder, 'a'))
    await writeFile(join(folder, 'a', 'old'), '-')

    const received = await uploads.receive(incoming({ 'a/new': 'new', 'b': 'b' }))
    assert.deepEqual(await paths(uploads), ['a/old'])
    await received.swap()
    assert.deepEqual(await paths(uploads), ['a/new', 'b'])
    assert.deepEqual((await readdir(folder)).sort(), ['a', 'b'])
    assert.equal(await readFile(join(folder, 'a', 'new'), 'utf8'), 'new')
  })

  test('stay unchanged if the new ones are incomplete', async ({ assert }) => {
    const uploads = new Uploads(folder)
    await writeFile(join(folder, 'old'), '-')
    async function* broken() {
      yield* incoming({ fine: 'fine' })
      throw new Error('The disk is gone')
    }
    await assert.rejects(() => uploads.receive(broken()), 'The disk is gone')
    assert.deepEqual(await readdir(folder), ['old'])
  })

  test('are not replaced by a part of the new ones', async ({ assert }) => {
    const uploads = new Uploads(folder)
    await writeFile(join(folder, 'old'), '-')
    const received = await uploads.receive(incoming({ 'a/one': '1', 'two': '2' }))
    await rm(join(folder, '.restoring', 'two'))

    await assert.rejects(() => received.swap(), /1 of 2 files are in/)
    assert.deepEqual(await paths(uploads), ['old'])
  })

  test('exclude symbolic links, which may lead out of the folder', async ({ assert }) => {
    await symlink('/etc/hostname', join(folder, 'link'))
    await symlink('/etc', join(folder, 'folder'))
    await writeFile(join(folder, 'file'), '-')
    assert.deepEqual(await paths(new Uploads(folder)), ['file'])
  })

  test('report a file or folder name that is not UTF-8', async ({ assert }) => {
    const odd = Buffer.concat([Buffer.from(join(folder, 'caf')), Buffer.from([0xe9])])
    await writeFile(odd, '-')
    await assert.rejects(() => paths(new Uploads(folder)), /upload caf\uFFFD is not valid UTF-8/)
    await rm(odd)
    await mkdir(odd)
    await assert.rejects(() => paths(new Uploads(folder)), /upload caf\uFFFD is not valid UTF-8/)
    await rm(odd, { recursive: true })
  })

  test("report a folder that can't be read", async ({ assert }) => {
    const broken = join(folder, 'a', 'b')
    await mkdir(join(folder, 'a'))
    await writeFile(broken, '-')
    await assert.rejects(() => paths(new Uploads(broken)), `Can't read ${broken}: not a folder`)
  })

  test('are empty if there is no folder', async ({ assert }) => {
    const uploads = new Uploads(join(folder, 'missing'))
    assert.isTrue(await uploads.isEmpty())
    assert.deepEqual(await paths(uploads), [])
    const received = await uploads.receive(incoming({}))
    await received.swap()
  })
})

test.group('Manifest', () => {
  const SOUND = {
    format: 1,
    version: '0.1.0',
    created_at: '2026-11-22T02:00:00.000Z',
    migrations: [],
    tables: [],
    sequences: [{ name: 'tasks_id_seq', value: 1 }],
    uploads: 0,
  }

  test('round-trips', async ({ assert }) => {
    assert.deepEqual(await readManifest(JSON.stringify(SOUND)), SOUND)
  })

  test('refuses {$self}')
    .with([
      { created_at: 'some day' },
      { sequences: [{ name: 'tasks_id_seq', value: 0 }] },
      { sequences: [{ name: 'tasks_id_seq', value: 1.5 }] },
    ])
    .run(async ({ assert }, part) => {
      const json = JSON.stringify({ ...SOUND, ...part })
      await assert.rejects(() => readManifest(json), /its manifest.json is invalid/)
    })
})

test.group('Backup folder', (group) => {
  let folder: string
  group.each.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backups-'))
    return () => rm(folder, { recursive: true })
  })

  test('finds backups by file name only', async ({ assert }) => {
    const [name, backups] = ['tasks-2026-11-22T02-00-00Z.zip', new BackupFolder(folder)]
    await writeFile(join(folder, name), '-')
    assert.equal(await backups.find(name), join(folder, name))
    assert.isUndefined(await backups.find(`/elsewhere/${name}`))
  })

  test("reports a folder that can't be read", async ({ assert }) => {
    const file = join(folder, 'file')
    await writeFile(file, '-')
    await assert.rejects(() => new BackupFolder(file).list(), `Can't read ${file}: not a folder`)
    assert.deepEqual(await new BackupFolder(join(folder, 'none')).list(), [])
  })
})
