import type { Assert } from '@japa/assert'
import { test } from '@japa/runner'
import { setTimeout as sleep } from 'node:timers/promises'
import { BackgroundSystem } from '#tests/support/background_system'
import type { ProductProcess } from '#tests/support/product_process'

/** How many jobs of a queue one worker runs at a time. */
const CONCURRENCY = 10

const chance = (milliseconds: number) => sleep(Math.random() * milliseconds)

test.group('Exactly-once effects', (group) => {
  let system: BackgroundSystem

  group.setup(async () => {
    system = await BackgroundSystem.start()
    return () => system.stop()
  })
  group.each.setup(() => system.reset())

  test('after a worker is killed while sending a mail', async ({ assert }) => {
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
        // Mail handed over before the kill is dropped; it would count as sent.
        await system.mail.waitForDisconnect()
        isGone = true
        return system.worker()
      }),
    ])

    await assertOnce(assert, expected)
  })

  test('except for a mail the server accepted as its worker was killed, which is sent again with the same id', async ({
    assert,
  }) => {
    const worker = await system.worker('--concurrency=1')
    system.mail.onKept = async () => void (worker.isRunning && (await worker.kill()))
    const expected = await system.createTasks(1)
    await Promise.all([system.events(), worker.waitForExit()])
    await recover()

    await assertOnce(assert, expected, { repeated: 1 })
  })

  test('after workers are killed at random', async ({ assert }) => {
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

  test('after the relay is killed between publishing events and marking them', async ({
    assert,
  }) => {
    const expected = await system.createTasks(2)
    await system.killAtUpdateOf('outbox', () => system.relay())

    await Promise.all([system.events(), system.worker()])
    await assertOnce(assert, expected)
  })

  test('after the consumers are killed between handling events and marking them', async ({
    assert,
  }) => {
    const expected = await system.createTasks(2)
    const relay = await system.relay()
    await system.killAtUpdateOf('inbox', () => system.consumers())
    await relay.kill()

    await Promise.all([system.events(), system.worker()])
    await assertOnce(assert, expected)
  })

  test('after relays and consumers are killed at random', async ({ assert }) => {
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
    // Consumers killed after their commit have dispatched no jobs; the scheduler's sweep does.
    await recover()
    await assertOnce(assert, expected)
  })

  test('after Redis is killed with 1,000 waiting jobs', async ({ assert }) => {
    const expected = await system.createTasks(50)
    await system.events()
    await system.waitForJobs(expected)

    await system.servers.kill('redis')
    await system.servers.startRedis()
    await system.worker()
    await assertOnce(assert, expected)
  })

  test('after Redis loses its jobs', async ({ assert }) => {
    const expected = await system.createTasks(10)
    await system.events()
    await system.waitForJobs(expected)

    await system.servers.kill('redis')
    await system.servers.wipeRedis()
    await system.servers.startRedis()
    await recover()
    await assertOnce(assert, expected)
  })

  test('after PostgreSQL is killed during writes', async ({ assert }) => {
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

  test('with two of each process', async ({ assert }) => {
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

  /** A new worker and a manual sweep, because BullMQ takes longer to detect a dead worker. */
  async function recover() {
    await system.missTicks()
    await Promise.all([system.worker(), system.scheduler()])
  }

  /**
   * Asserts that each committed event was published, handled, notified and mailed once. A commit
   * whose response was lost counts too, so `expected` is a minimum.
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
