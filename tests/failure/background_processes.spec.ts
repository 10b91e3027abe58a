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

/** The time a supervisor waits before it sends SIGKILL. */
const KILL_TIMEOUT_MS = 15_000

/** Generous, because the machine may be busy. */
const TIMEOUT_MS = 60_000

/** This schedule's runs show that a scheduler works. */
const SCHEDULE = 'check-overdue-tasks'

let nobody = -1

/** Each process, and how to tell that it works. */
const PROCESSES = {
  relay: {
    args: ['events:relay'],
    ready: 'the relay is the leader',
    away: 'the relay failed and will retry',
    async works() {
      const key = randomUUID()
      await db.transaction((trx) => append(trx, Happened.by('test', { key })))
      await until(async () => (await OutboxEvent.findByOrFail('key', key)).publishedAt !== null)
    },
  },
  consumers: {
    args: ['events:consume'],
    ready: 'consumer notifications started',
    away: 'notifications failed and will retry',
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
  test.group(`Process ${name}`, (group) => {
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

    test('reconnects after an outage and shuts down gracefully', async ({ assert }) => {
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
      test(`shuts down also while servers ${words}`, async ({ assert }) => {
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

    /** Its exit code, or null if it had to be killed. */
    async function stopped() {
      const late = setTimeout(() => void running.kill(), KILL_TIMEOUT_MS)
      return running.stop().finally(() => clearTimeout(late))
    }

    async function all(fate: 'cut' | 'freeze' | 'restore') {
      await Promise.all(proxies.map((proxy) => proxy[fate]()))
    }
  })
}

test.group('Graceful shutdown of a worker with a running job', (group) => {
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

  /** Stops a worker within its grace period and lets the job finish. */
  async function stopInTheMiddle() {
    const worker = await work('--grace=60')
    await until(async () => (await count('attempts')) === 1)
    const stopped = worker.stop()
    await sleep(500)
    await ScriptedJob.release(key)
    return { worker, exitCode: await stopped }
  }

  test('finishes the job within the grace period', async ({ assert }) => {
    const { exitCode } = await stopInTheMiddle()

    assert.equal(exitCode, 0)
    assert.equal(await count('done'), 1)
  })

  test("logs the worker's name and the request id", async ({ assert }) => {
    const { worker } = await stopInTheMiddle()

    const done = worker.log.find(({ msg }) => msg === 'ScriptedJob done')
    assert.containsSubset(done, { service: 'worker', request_id: 'from-the-caller' })
  })

  test('hands the job to another worker after the grace period', async ({ assert }) => {
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

/** Makes a schedule due. */
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
