import { test } from '@japa/runner'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { mkdir, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import { TestInstallation } from '#tests/support/test_installation'
import { BackupFile } from '#operations/backups/backup_file'

test.group('backup', (group) => {
  let installation: TestInstallation
  group.setup(async () => {
    installation = await TestInstallation.create()
    await installation.aceJSON(['app:prepare'], { DEMO_DATA: 'true' })
    return () => installation.remove()
  })

  const names = () => readdir(installation.backups.path)

  test('writes one file that only its owner can read', async ({ assert }) => {
    const { exitCode, output } = await installation.ace(['backup'])
    assert.equal(exitCode, 0)

    const [{ path, name }] = await installation.backups.list()
    assert.include(output, path)
    assert.deepEqual(await names(), [name])
    const { mode } = await stat(path)
    assert.equal(mode & 0o777, 0o600)
  })

  test('contains every table, the migrations and the uploads', async ({ assert, cleanup }) => {
    await mkdir(join(installation.uploads, '7'), { recursive: true })
    await writeFile(join(installation.uploads, '7', 'plan ünd Öl.txt'), 'Bake, then eat')
    const made = await installation.aceJSON(['backup'])

    const file = await BackupFile.open(made.path)
    cleanup(() => file.close())
    await file.verify(() => {})
    const { manifest } = file
    const rows = Object.fromEntries(manifest.tables.map((table) => [table.name, table.rows]))
    assert.containSubset(rows, { users: 5, teams: 3, tasks: 200 })
    assert.equal(manifest.version, '0.1.0')
    assert.lengthOf(
      manifest.migrations,
      (await installation.database.query('table adonis_schema')).length
    )
    assert.deepEqual(
      [made.rows, made.uploads],
      [Object.values(rows).reduce((sum, count) => sum + count), 1]
    )
    for await (const { path, content } of file.uploads()) {
      assert.equal(path, '7/plan ünd Öl.txt')
      assert.equal(await text(content), 'Bake, then eat')
    }
  })

  test('prunes old backups, and keeps files that it did not write', async ({ assert }) => {
    const folder = join(installation.folder, 'kept')
    await mkdir(folder)
    const old = ['tasks-2026-01-01T02-00-00Z.zip', 'tasks-2026-01-02T02-00-00Z.zip']
    for (const name of [...old, 'notes.txt']) await writeFile(join(folder, name), '-')
    // Sorts by the instant in the name, not by the file's modification time.
    await utimes(join(folder, old[0]), 2 ** 31, 2 ** 31)

    const made = await installation.aceJSON(['backup', `--folder=${folder}`, '--keep=2'])
    assert.deepEqual(made.removed, [old[0]])
    const left = await readdir(folder)
    assert.sameMembers(left, [made.path.slice(folder.length + 1), old[1], 'notes.txt'])

    const all = await installation.aceJSON(['backup', `--folder=${folder}`, '--keep=0'])
    assert.deepEqual(all.removed, [])
  })

  test('keeps the new backup even if older names are in the future', async ({ assert }) => {
    const folder = join(installation.folder, 'to-come')
    await mkdir(folder)
    await writeFile(join(folder, 'tasks-2099-01-01T02-00-00Z.zip'), '-')

    const made = await installation.aceJSON(['backup', `--folder=${folder}`, '--keep=1'])
    assert.deepEqual(made.removed, ['tasks-2099-01-01T02-00-00Z.zip'])
    assert.deepEqual(await readdir(folder), [made.path.slice(folder.length + 1)])
  })

  test('refuses BACKUP_KEEP={$self}')
    .with(['-1', '1.5', 'some'])
    .run(async ({ assert }, keep) => {
      const before = await names()
      const { exitCode, errors } = await installation.ace(['backup'], { BACKUP_KEEP: keep })
      assert.equal(exitCode, 1)
      assert.include(errors, `BACKUP_KEEP takes a whole number, such as 0 or 14, and not "${keep}"`)
      assert.deepEqual(await names(), before)
    })

  test('refuses an invalid BACKUP_SCHEDULE, together with all other invalid settings', async ({
    assert,
  }) => {
    const wrong = { BACKUP_SCHEDULE: 'every night', BACKUP_KEEP: 'some' }
    const { exitCode, errors } = await installation.ace(['backup'], wrong)
    assert.equal(exitCode, 1)
    assert.include(
      errors,
      'BACKUP_SCHEDULE says when in five fields, such as 0 2 * * *. "every night"'
    )
    assert.include(errors, 'BACKUP_KEEP takes a whole number')
  })

  test('keeps 14 if BACKUP_KEEP is empty', async ({ assert }) => {
    const folder = join(installation.folder, 'fourteen')
    await mkdir(folder)
    for (let day = 10; day < 26; day++) {
      await writeFile(join(folder, `tasks-2026-01-${day}T02-00-00Z.zip`), '-')
    }
    const made = await installation.aceJSON(['backup', `--folder=${folder}`], { BACKUP_KEEP: '' })
    assert.lengthOf(made.removed, 3)
    assert.lengthOf(await readdir(folder), 14)
  })

  test('prunes only after the new backup is complete', async ({ assert }) => {
    const before = await names()
    const { exitCode } = await installation.ace(['backup', '--keep=1'], {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    })
    assert.equal(exitCode, 1)
    assert.deepEqual(await names(), before)
  })

  test('reports that PostgreSQL is unavailable', async ({ assert }) => {
    const { exitCode, errors } = await installation.ace(['backup'], {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    })
    assert.equal(exitCode, 1)
    assert.include(errors, 'node ace doctor')
  })

  test('reports rejected PostgreSQL credentials, as restore does', async ({ assert }) => {
    const url = new URL(installation.database.url)
    url.username = 'nobody'
    await installation.aceJSON(['backup'])
    for (const args of [['backup'], ['restore', 'latest']]) {
      const { exitCode, errors } = await installation.ace(args, { DATABASE_URL: url.href })
      assert.equal(exitCode, 1)
      assert.include(errors, 'PostgreSQL rejects the credentials in DATABASE_URL')
    }
  })

  test('reports that the folder is not a directory', async ({ assert }) => {
    const file = join(installation.folder, 'file')
    await writeFile(file, '-')
    const { exitCode, errors } = await installation.ace(['backup', `--folder=${file}`])
    assert.equal(exitCode, 1)
    assert.include(errors, `Can't write to ${file}: not a folder`)
  })

  test('refuses nested folders, as restore does: {$self}')
    .with(['backups', 'backups/uploads', '.', 'link/uploads'])
    .run(async ({ assert }, uploads) => {
      await symlink(installation.backups.path, join(installation.folder, 'link')).catch(() => {})
      await mkdir(join(installation.backups.path, 'uploads'), { recursive: true })
      const env = { UPLOADS_FOLDER: join(installation.folder, uploads) }
      const before = await names()
      for (const args of [['backup'], ['restore', 'latest', '--replace']]) {
        const { exitCode, errors } = await installation.ace(args, env)
        assert.equal(exitCode, 1)
        assert.include(errors, 'must not contain each other')
      }
      assert.deepEqual(await names(), before)
      await rm(join(installation.backups.path, 'uploads'), { recursive: true })
    })

  test('leaves no partial file if the disk is full', async ({ assert }) => {
    const folder = join(installation.folder, 'small')
    const limited = ['-c', 'ulimit -f 16 && exec "$0" "$@"', process.execPath, 'ace.js', 'backup']
    const child = spawn('sh', limited, {
      cwd: app.makePath(),
      env: { ...process.env, ...installation.env, BACKUP_FOLDER: folder },
    })
    const [errors, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'exit')])

    assert.equal(exitCode, 1)
    assert.include(errors, `Can't write to ${folder}: the file size limit is exceeded`)
    assert.deepEqual(await readdir(folder), [])
  })

  test('reports that there is nothing to back up yet', async ({ assert, cleanup }) => {
    const empty = await TestInstallation.create()
    cleanup(() => empty.remove())

    const { exitCode, errors } = await empty.ace(['backup'])
    assert.equal(exitCode, 1)
    assert.include(errors, 'node ace app:prepare')
  })

  test('refuses invalid options: {$self}')
    .with(['--keep=-1', '--keep=1.5', '--keep=some', '--folder='])
    .run(async ({ assert }, flag) => {
      const { exitCode, errors } = await installation.ace(['backup', flag])
      assert.equal(exitCode, 1)
      assert.match(errors, /(keep|folder)/)
    })
})
