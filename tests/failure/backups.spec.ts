import pg from 'pg'
import { Redis } from 'ioredis'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import type { Assert } from '@japa/assert'
import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { TestInstallation } from '#tests/support/test_installation'
import type { EmptyDatabase } from '#tests/support/empty_database'
import { MailServer } from '#tests/support/mail_server'
import { PrivateServers } from '#tests/support/private_servers'
import { ProductProcess } from '#tests/support/product_process'

const TIMEOUT_MS = 120_000

/** Large enough to take a second. */
const TASKS = 4_000

/** Enough files for moving them to take a moment. */
const FILES = 5_000

test.group('Interrupted backups and restores', (group) => {
  let installation: TestInstallation
  let backup: string

  group.setup(async () => {
    installation = await TestInstallation.create()
    await installation.aceJSON(['app:prepare'])
    await installation.aceJSON(['demo:load', `--tasks=${TASKS}`])
    await mkdir(installation.uploads)
    await writeFile(join(installation.uploads, 'then.txt'), 'then')
    const made = await installation.aceJSON(['backup'])
    backup = made.path
    return () => installation.remove()
  })

  /** Starts a command and kills it once it reports this progress. */
  async function killAt(words: string, args: string[], env: Record<string, string> = {}) {
    const command = await ProductProcess.ace(args, { ...installation.env, ...env }, words)
    return command.kill()
  }

  test('a killed backup leaves no truncated file', async ({ assert, cleanup }) => {
    const heavy = await TestInstallation.create()
    cleanup(() => heavy.remove())
    await heavy.aceJSON(['app:prepare'])
    await addManyRows(heavy.database.url)
    const folder = join(installation.folder, 'killed')
    const env = { BACKUP_FOLDER: folder, DATABASE_URL: heavy.database.url }
    assert.isNull(await killAt(' rows,', ['backup'], env))

    const [draft, ...others] = await readdir(folder)
    assert.isEmpty(others)
    assert.match(draft, /^\..*\.partial$/)
    const { errors } = await installation.ace(['restore', 'latest', '--check'], env)
    assert.include(errors, 'No backup')

    const made = await installation.aceJSON(['backup'], env)
    assert.deepEqual(await readdir(folder), [made.path.split('/').at(-1)])
  })

  test('of two concurrent backups, the second refuses to start', async ({ assert, cleanup }) => {
    const release = await installation.database.lock('users')
    const first = await ProductProcess.ace(['backup'], installation.env)
    cleanup(async () => void (await first.kill()))
    await until(() => isWaiting(installation.database))

    const { exitCode, errors } = await installation.ace(['backup'])
    assert.equal(exitCode, 1)
    assert.include(errors, 'Another backup is running')

    await release()
    assert.equal(await first.waitForExit(), 0)
  })

  /**
   * Kills a restore over newer data, asserts that the data is unchanged and that the next restore
   * works.
   */
  async function assertUntouched(assert: Assert, kill: () => Promise<number | null>) {
    await installation.database.query(
      `insert into tags (name, created_by_id) select 'since the backup', min(id) from users`
    )
    await writeFile(join(installation.uploads, 'now.txt'), 'now')
    const before = await installation.tableChecksums()

    assert.isNull(await kill())
    assert.deepEqual(await installation.tableChecksums(), before)
    assert.includeMembers(await readdir(installation.uploads), ['now.txt', 'then.txt'])

    await installation.aceJSON(['restore', backup, '--replace'])
    const { tags } = await installation.tableChecksums()
    assert.notEqual(tags, before.tags)
    assert.deepEqual(await readdir(installation.uploads), ['then.txt'])
  }

  test('a restore killed while loading leaves the data unchanged', async ({ assert }) => {
    await assertUntouched(assert, () => killAt(' rows,', ['restore', backup, '--replace']))
  })

  /** Blocks writes to Redis. Removing keys is the last step of a restore before its commit. */
  async function withoutRedis<T>(work: () => Promise<T>): Promise<T> {
    const redis = new Redis(installation.env.REDIS_URL)
    try {
      await redis.set('tasks:any', 1)
      await redis.client('PAUSE', 2 * TIMEOUT_MS, 'WRITE')
      return await work()
    } finally {
      await redis.client('UNPAUSE')
      await redis.quit()
    }
  }

  test('a restore killed just before its commit leaves the data unchanged', async ({ assert }) => {
    await assertUntouched(assert, () =>
      withoutRedis(() => killAt('100 %  indexes and keys', ['restore', backup, '--replace']))
    )
  })

  test('a restore killed between database and uploads is reported and can be repeated', async ({
    assert,
    cleanup,
  }) => {
    const copy = await TestInstallation.create()
    cleanup(() => copy.remove())
    await mkdir(copy.uploads)
    await writeFile(join(copy.uploads, 'then.txt'), 'then')
    await copy.aceJSON(['app:prepare'])
    const { path } = await copy.aceJSON(['backup'])
    for (let index = 0; index < FILES; index++) {
      await writeFile(join(copy.uploads, `${index}.txt`), 'now')
    }

    const restore = await ProductProcess.ace(['restore', path, '--replace'], copy.env)
    await until(async () => existsSync(join(copy.uploads, '.replaced')), 1)
    await restore.kill()
    const [{ restored }] = await copy.database.query(
      `select count(*)::int as restored from audit_log where action = 'database.restored'`
    )
    assert.equal(restored, 1)
    assert.include(await readdir(copy.uploads), '.restoring')

    const refused = await copy.ace(['backup'])
    assert.equal(refused.exitCode, 1)
    assert.include(refused.errors, 'was interrupted')
    const { output } = await copy.ace(['doctor', '--json'])
    const { findings } = JSON.parse(output)
    const finding = findings.find(({ check }: { check: string }) => check === 'uploads')
    assert.equal(finding.verdict, 'fail')
    assert.include(finding.advice, 'Restore again')

    await copy.aceJSON(['restore', path, '--replace'])
    assert.deepEqual(await readdir(copy.uploads), ['then.txt'])
    await copy.aceJSON(['backup'])
  })

  test('a restore handles SIGTERM, also while it waits for a lock', async ({ assert, cleanup }) => {
    const before = await installation.tableChecksums()
    const release = await installation.database.lock('users')
    cleanup(release)
    const restore = await ProductProcess.ace(['restore', backup, '--replace'], installation.env)
    cleanup(async () => void (await restore.kill()))
    await until(() => isWaiting(installation.database, 'tasks restore'))

    // After ten seconds it would time out with another exit code.
    assert.equal(await restore.stop(), 143)
    await release()
    assert.deepEqual(await installation.tableChecksums(), before)
  })

  test('of two concurrent restores, the second does not disturb the first', async ({
    assert,
    cleanup,
  }) => {
    const args = ['restore', backup, '--replace']
    const first = await ProductProcess.ace(args, installation.env, ' rows,')
    cleanup(async () => void (await first.kill()))
    first.process.kill('SIGSTOP')

    // Its users are locked, so that a second restore can't read them.
    const { exitCode, errors } = await installation.ace(args)
    assert.equal(exitCode, 1)
    assert.include(errors, 'Another restore is running')
    assert.includeMembers(await readdir(installation.uploads), ['.restoring'])

    first.process.kill('SIGCONT')
    assert.equal(await first.waitForExit(), 0)
    assert.deepEqual(await readdir(installation.uploads), ['then.txt'])
  })

  test('a restore that loses Redis at the end leaves the data unchanged', async ({ assert }) => {
    const before = await installation.tableChecksums()

    const { exitCode, errors } = await withoutRedis(() =>
      installation.ace(['restore', backup, '--replace'])
    )

    assert.equal(exitCode, 1)
    assert.include(errors, 'node ace doctor')
    assert.deepEqual(await installation.tableChecksums(), before)
    assert.deepEqual(await readdir(installation.uploads), ['then.txt'])
  })

  test('concurrent writes are in a backup completely or not at all', async ({
    assert,
    cleanup,
  }) => {
    const copy = await TestInstallation.create()
    cleanup(() => copy.remove())
    let isWriting = true
    const write = async () => {
      for (let pairs = 1; ; pairs++) {
        await installation.database.query(`
          with made as (insert into tasks (title, created_by_id)
                          select 'pair', min(id) from users returning id, created_by_id)
          insert into comments (task_id, user_id, body) select id, created_by_id, 'pair' from made`)
        if (!isWriting) return pairs
      }
    }
    const writing = write()
    const { path } = await installation.aceJSON(['backup'])
    isWriting = false
    const written = await writing

    await copy.aceJSON(['restore', path])
    const [{ tasks, comments }] = await copy.database.query(`
      select (select count(*)::int from tasks where title = 'pair') as tasks,
             (select count(*)::int from comments where body = 'pair') as comments`)
    assert.equal(tasks, comments)
    assert.isAbove(tasks, 0)
    assert.isBelow(tasks, written)
  })

  test('the scheduler catches up on a missed backup and records its outcome', async ({
    assert,
    cleanup,
  }) => {
    // Half a day from now, so that no tick happens by chance.
    const { hour } = DateTime.utc().plus({ hours: 12 })
    const env = {
      ...installation.env,
      BACKUP_FOLDER: join(installation.folder, 'clock'),
      BACKUP_SCHEDULE: `0 ${hour} * * *`,
    }
    await installation.database.query(
      `insert into schedules (name, last_tick_at) values ('back-up', now() - interval '9 days')`
    )
    const scheduler = await ProductProcess.ace(['scheduler:run'], env, 'back-up ran')
    cleanup(async () => void (await scheduler.kill()))

    assert.lengthOf(await readdir(env.BACKUP_FOLDER), 1)
    await until(async () => {
      const schedules = await installation.aceJSON(['schedule:list'], env)
      const { outcome } = schedules.find(({ name }: { name: string }) => name === 'back-up')
      return outcome === 'succeeded'
    })
  })

  test('a backup reports a crash of PostgreSQL and leaves no file', async ({ assert, cleanup }) => {
    const servers = await PrivateServers.start()
    cleanup(() => servers.remove())
    const env = {
      ...installation.env,
      ...servers.env,
      BACKUP_FOLDER: join(installation.folder, 'dies'),
    }
    await installation.aceJSON(['app:prepare'], env)
    await installation.aceJSON(['demo:load', `--tasks=${TASKS}`], env)

    await addManyRows(env.DATABASE_URL)
    const command = await ProductProcess.ace(['backup'], env, '%')
    command.process.kill('SIGSTOP')
    await servers.kill('postgres')
    command.process.kill('SIGCONT')

    assert.equal(await command.waitForExit(), 1)
    const said = command.log.map(({ msg }) => msg).join('\n')
    assert.include(said, 'node ace doctor')
    assert.deepEqual(await readdir(env.BACKUP_FOLDER), [])
    await servers.startPostgres()
  })
})

test.group('After a restore', () => {
  test('pending events are processed by relay, consumers and worker', async ({
    assert,
    cleanup,
  }) => {
    const [original, installation] = [
      await TestInstallation.create(),
      await TestInstallation.create(),
    ]
    cleanup(async () => {
      await original.remove()
      await installation.remove()
    })
    await original.aceJSON(['app:prepare'], { DEMO_DATA: 'true' })
    await original.database.query(
      `update outbox set published_at = null
        where id in (select id from outbox where name = 'task.assigned' order by id desc limit 5)`
    )
    const { path } = await original.aceJSON(['backup'])
    await installation.aceJSON(['restore', path])

    const mail = new MailServer()
    const port = await mail.listen()
    cleanup(() => mail.close())
    const env = {
      ...installation.env,
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      NOTIFICATION_WINDOW_SECONDS: '0',
    }
    const processes = await Promise.all([
      ProductProcess.ace(['events:relay'], env, 'the relay'),
      ProductProcess.ace(['events:consume'], env, 'consumer notifications started'),
      ProductProcess.ace(['queue:work'], env, 'processing queues'),
    ])
    cleanup(async () => {
      await Promise.all(processes.map((process) => process.kill()))
    })

    await until(async () => {
      const [{ left }] = await installation.database.query(`
        select (select count(*)::int from outbox where published_at is null)
             + (select count(*)::int from event_log
                 where position > (select coalesce(min(position), 0) from event_positions))
             + (select count(*)::int from inbox where status = 'pending')
             + (select count(*)::int from notification_deliveries where status = 'queued') as left`)
      return left === 0
    })
    const sent = await installation.database.query(
      `select id from notification_deliveries where status = 'sent'`
    )
    assert.isNotEmpty(sent)
    assert.lengthOf(mail.received, sent.length)
  })
})

/** Enough rows for a backup that is reporting progress not to be finished. */
async function addManyRows(connectionString: string) {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(`
    create table ballast as
      select repeat(md5(n::text), 100) as words from generate_series(1, 60000) as n`)
  await client.end()
}

/** Whether a backup or restore waits for a table lock. */
async function isWaiting(database: EmptyDatabase, name = 'tasks backup') {
  const waiting = await database.query(
    `select 1 from pg_stat_activity
      where application_name = $1 and datname = current_database() and wait_event_type = 'Lock'`,
    [name]
  )
  return waiting.length > 0
}

async function until(condition: () => Promise<boolean>, pause = 200) {
  const late = Date.now() + TIMEOUT_MS
  while (!(await condition())) {
    if (Date.now() > late) throw new Error(`It did not come to pass in ${TIMEOUT_MS} ms`)
    await sleep(pause)
  }
}
