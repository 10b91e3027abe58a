import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import env from '#start/env'
import db from '@adonisjs/lucid/services/db'
import redis from '@adonisjs/redis/services/main'
import { append } from '#events/outbox'
import { Happened } from '#tests/support/happened'
import { UserConfirmationRequested } from '#accounts/users/events/user_events'
import InboxEntry from '#events/models/inbox_entry'
import OutboxEvent from '#events/models/outbox_event'
import { PublishBatch } from '#events/actions/publish_batch'
import { configuredTransport } from '#events/transports/configured'
import { withRequestId } from '#core/http/request_id'
import ScriptedJob from '#tests/support/jobs/scripted_job'
import { ProductProcess } from '#tests/support/product_process'
import { SeverableProxy } from '#tests/support/severable_proxy'

/** What a supervisor waits before it kills. */
const SUPERVISORS_PATIENCE_MS = 15_000

/** What a test waits for what must come, however busy the machine. */
const TIMEOUT_MS = 60_000

/** The schedule by whose runs one sees that a scheduler works. */
const SCHEDULE = 'check-overdue-tasks'

let nobody = -1

/** Each of the processes, and how one sees that it does its work. */
const PROCESSES = {
  relay: {
    args: ['events:relay'],
    ready: 'the relay is the leader',
    away: "the relay can't work",
    async works() {
      const key = randomUUID()
      await db.transaction((trx) => append(trx, Happened.by('test', { key })))
      await until(async () => (await OutboxEvent.findByOrFail('key', key)).publishedAt !== null)
    },
  },
  consumers: {
    args: ['events:consume'],
    ready: 'notifications consumes',
    away: "notifications can't work",
    async works() {
      const user = { id: nobody--, username: 'nobody' }
      const event = UserConfirmationRequested.by('test', { user })
      await db.transaction((trx) => append(trx, event))
      await new PublishBatch(configuredTransport()).handle()
      await until(async () => (await InboxEntry.findBy('key', event.key))?.status === 'done')
    },
  },
  worker: {
    args: ['queue:work', '--grace=2'],
    ready: 'processing queues',
    away: 'the queue is unavailable',
    async works() {
      const key = randomUUID()
      await ScriptedJob.dispatch({ key })
      await until(async () => (await redis.get(`${key}:done`)) === '1')
    },
  },
  scheduler: {
    args: ['scheduler:run'],
    ready: 'Schedule worker started',
    away: 'failed and will be caught up',
    async works() {
      const before = await lastRun()
      await missTick()
      await until(async () => (await lastRun()) !== before)
    },
  },
}

for (const [name, { args, ready, away, works }] of Object.entries(PROCESSES)) {
  test.group(`The ${name}`, (group) => {
    const proxies = [
      new SeverableProxy(new URL(env.get('DATABASE_URL'))),
      new SeverableProxy(new URL(env.get('REDIS_URL'))),
    ]
    let addresses: string[]
    let running: ProductProcess

    group.setup(async () => {
      addresses = await Promise.all(proxies.map((proxy) => proxy.open()))
    })
    group.teardown(() => all('cut'))
    group.each.setup(async () => {
      await forget()
      return async () => {
        await running.kill()
        await all('restore')
        await forget()
      }
    })

    test('waits out servers that are away, and ends well when it is told to', async ({
      assert,
    }) => {
      await all('cut')
      await start()
      await running.waitForLog(away)
      await all('restore')
      await works()

      for (const failure of ['cut', 'freeze'] as const) {
        await all(failure)
        await sleep(1_500)
        await all('restore')
        await works()
      }
      assert.equal(await stopped(), 0)
    })

    for (const [failure, words] of [
      ['cut', 'are gone'],
      ['freeze', 'have gone silent'],
    ] as const) {
      test(`ends also while servers ${words}`, async ({ assert }) => {
        await start()
        await running.waitForLog(ready)
        await works()
        await all(failure)
        await sleep(500)

        assert.equal(await stopped(), 0)
      })
    }

    async function start() {
      const [DATABASE_URL, REDIS_URL] = addresses
      running = await ProductProcess.ace(args, { DATABASE_URL, REDIS_URL })
    }

    /** Its exit code, or null where it had to be killed. */
    async function stopped() {
      const late = setTimeout(() => void running.kill(), SUPERVISORS_PATIENCE_MS)
      return running.stop().finally(() => clearTimeout(late))
    }

    async function all(fate: 'cut' | 'freeze' | 'restore') {
      await Promise.all(proxies.map((proxy) => proxy[fate]()))
    }
  })
}

test.group('The worker, told to stop in the middle of a job', (group) => {
  let key: string
  const workers: ProductProcess[] = []

  group.each.setup(async () => {
    key = randomUUID()
    await withRequestId('from-the-caller', () => ScriptedJob.dispatch({ key, isHeld: true }))
    return async () => {
      await Promise.all(workers.splice(0).map((worker) => worker.kill()))
    }
  })

  async function work(...args: string[]) {
    const worker = await ProductProcess.ace(['queue:work', ...args])
    workers.push(worker)
    return worker
  }
  const count = async (what: string) => Number(await redis.get(`${key}:${what}`))

  /** Tells a worker to stop that has time enough, and lets the job come to its end then. */
  async function stopInTheMiddle() {
    const worker = await work('--grace=60')
    await until(async () => (await count('attempts')) === 1)
    const stopped = worker.stop()
    await sleep(500)
    await ScriptedJob.release(key)
    return { worker, exitCode: await stopped }
  }

  test('finishes it within the grace period', async ({ assert }) => {
    const { exitCode } = await stopInTheMiddle()

    assert.equal(exitCode, 0)
    assert.equal(await count('done'), 1)
  })

  test('names itself and the request in the lines of its log', async ({ assert }) => {
    const { worker } = await stopInTheMiddle()

    const done = worker.log.find(({ msg }) => msg === 'ScriptedJob done')
    assert.containsSubset(done, { service: 'worker', request_id: 'from-the-caller' })
  })

  test('hands it to another worker after that', async ({ assert }) => {
    const worker = await work('--grace=0')
    await until(async () => (await count('attempts')) === 1)
    assert.equal(await worker.stop(), 0)
    assert.equal(await count('done'), 0)

    await ScriptedJob.release(key)
    await work()
    await until(async () => (await count('done')) === 1)
    assert.equal(await count('attempts'), 2)
  })
})

const forget = () => db.rawQuery('truncate outbox, inbox, event_log, schedules')

/** Makes a schedule believe that it last ran a day ago. */
async function missTick() {
  await db
    .table('schedules')
    .insert({ name: SCHEDULE, last_tick_at: DateTime.utc().minus({ days: 1 }).toSQL() })
    .knexQuery.onConflict('name')
    .merge()
}

async function lastRun() {
  const run = await db.from('schedules').where('name', SCHEDULE).first()
  return run?.finished_at?.getTime()
}

async function until(condition: () => Promise<boolean>) {
  const late = Date.now() + TIMEOUT_MS
  while (!(await condition())) {
    if (Date.now() > late) throw new Error(`It did not come to pass in ${TIMEOUT_MS} ms`)
    await sleep(50)
  }
}
