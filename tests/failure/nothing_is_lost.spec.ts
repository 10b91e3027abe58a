import type { Assert } from '@japa/assert'
import { test } from '@japa/runner'
import { setTimeout as sleep } from 'node:timers/promises'
import { BackgroundSystem } from '#tests/support/background_system'
import type { ProductProcess } from '#tests/support/product_process'

/** How many jobs of a queue one worker runs at a time. */
const CONCURRENCY = 10

const chance = (milliseconds: number) => sleep(Math.random() * milliseconds)

test.group('Nothing is lost and nothing happens twice', (group) => {
  let system: BackgroundSystem

  group.setup(async () => {
    system = await BackgroundSystem.start()
    return () => system.stop()
  })
  group.each.setup(() => system.reset())

  test('when a worker is killed in the middle of a mail', async ({ assert }) => {
    const worker = await system.worker()
    let isGone = false
    system.mail.onArrival = async () => {
      if (isGone) return
      await worker.kill()
      throw new Error('The connection is gone')
    }
    const expected = await system.createTasks(1)
    await Promise.all([
      system.events(),
      worker.waitForExit().then(async () => {
        // What it had handed over by then is not to be kept: that mail would have been sent.
        await system.mail.waitForDisconnect()
        isGone = true
        return system.worker()
      }),
    ])

    await assertOnce(assert, expected)
  })

  test('but for a mail that the server took as its worker was killed: the same one again', async ({
    assert,
  }) => {
    const worker = await system.worker('--concurrency=1')
    system.mail.onKept = async () => void (worker.isRunning && (await worker.kill()))
    const expected = await system.createTasks(1)
    await Promise.all([system.events(), worker.waitForExit()])
    await recover()

    await assertOnce(assert, expected, { repeated: 1 })
  })

  test('when workers are killed at any instant', async ({ assert }) => {
    system.mail.onArrival = () => sleep(20)
    const expected = await system.createTasks(10)
    await system.events()

    for (let kills = 0; kills < 3; kills++) {
      const worker = await system.worker()
      await chance(1_000)
      await worker.kill()
    }
    await recover()
    await assertOnce(assert, expected, { repeated: 3 * CONCURRENCY })
  })

  test('when the relay is killed between publishing events and marking them', async ({
    assert,
  }) => {
    const expected = await system.createTasks(2)
    await system.killAtUpdateOf('outbox', () => system.relay())

    await Promise.all([system.events(), system.worker()])
    await assertOnce(assert, expected)
  })

  test('when the consumers are killed between the effect of events and marking them', async ({
    assert,
  }) => {
    const expected = await system.createTasks(2)
    const relay = await system.relay()
    await system.killAtUpdateOf('inbox', () => system.consumers())
    await relay.kill()

    await Promise.all([system.events(), system.worker()])
    await assertOnce(assert, expected)
  })

  test('when relays and consumers are killed at any instant', async ({ assert }) => {
    await system.worker()
    const making = system.createTasks(10)

    for (let kills = 0; kills < 3; kills++) {
      const [relay, consumers] = await system.events()
      await chance(500)
      await relay.kill()
      await chance(500)
      await consumers.kill()
    }
    await system.events()
    const expected = await making
    // Consumers that died after their commit have dispatched no jobs: the clock finds what is due.
    await recover()
    await assertOnce(assert, expected)
  })

  test('when Redis is killed with 1,000 jobs waiting', async ({ assert }) => {
    const expected = await system.createTasks(50)
    await system.events()
    await system.waitForJobs(expected)

    await system.servers.kill('redis')
    await system.servers.startRedis()
    await system.worker()
    await assertOnce(assert, expected)
  })

  test('when Redis forgets its jobs', async ({ assert }) => {
    const expected = await system.createTasks(10)
    await system.events()
    await system.waitForJobs(expected)

    await system.servers.kill('redis')
    await system.servers.wipeRedis()
    await system.servers.startRedis()
    await recover()
    await assertOnce(assert, expected)
  })

  test('when PostgreSQL is killed while everybody writes', async ({ assert }) => {
    const all = await Promise.all([system.relay(), system.consumers(), system.worker()])
    const making = system.createTasks(10)

    for (let kills = 0; kills < 3; kills++) {
      await chance(1_000)
      await system.servers.kill('postgres')
      await system.servers.startPostgres()
    }
    const expected = await making
    await system.missTicks()
    await system.scheduler()

    await assertOnce(assert, expected, { repeated: 3 * CONCURRENCY })
    assert.isTrue(all.every((process: ProductProcess) => process.isRunning))
  })

  test('when there are two of each', async ({ assert }) => {
    await system.missTicks()
    const schedulers = [system.scheduler(), system.scheduler()]
    const others = [system.events(), system.events(), system.worker(), system.worker()]
    const started = await Promise.all(schedulers)
    await Promise.all(others)

    await assertOnce(assert, await system.createTasks(10))
    await Promise.any(
      started.map((scheduler) => scheduler.waitForLog('cleanup-archived-tasks ran'))
    )
    const log = started.flatMap((scheduler) => scheduler.log)
    const caughtUp = log.filter(({ msg }) => msg === 'cleanup-archived-tasks ran')
    assert.lengthOf(caughtUp, 1)
  })

  /** A new worker, and the clock's look at what is due: sooner than the queue misses a dead worker. */
  async function recover() {
    await system.missTicks()
    await Promise.all([system.worker(), system.scheduler()])
  }

  /**
   * Everything that was committed was published, handled, told and mailed once. What was committed
   * without its client hearing so counts too, so `expected` is the least.
   */
  async function assertOnce(assert: Assert, expected: number, { repeated = 0 } = {}) {
    const { faults, ...account } = await system.reportWhenIdle()

    for (const [fault, count] of Object.entries(faults)) assert.equal(count, 0, fault)
    assert.isAtLeast(account.notifyingEvents, expected)
    assert.equal(account.notifications, account.notifyingEvents)
    assert.equal(account.deliveries, account.notifyingEvents)
    assert.equal(account.mails, account.notifyingEvents)
    assert.isAtMost(account.duplicates, repeated)
  }
})
