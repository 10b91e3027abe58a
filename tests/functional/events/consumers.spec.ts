import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { setTimeout as sleep } from 'node:timers/promises'
import { append } from '#events/outbox'
import { Relay } from '#events/relay'
import type { Event } from '#events/event'
import { ConsumerLoop } from '#events/consumer_loop'
import { eventLag } from '#events/queries/event_lag'
import { configuredTransport } from '#events/transports/configured'
import { registerConsumer, unregisterConsumer, type Consumer } from '#events/consumer'
import EventsConsume from '#commands/events/events_consume'
import { Happened } from '#tests/support/happened'
import { runCommand } from '#tests/support/run_command'

const TIMEOUT_MS = 60_000

test.group('Consumers', (group) => {
  let transport = configuredTransport()
  const running = new Map<Relay | ConsumerLoop, Promise<void>>()
  const registered: string[] = []

  group.each.setup(async () => {
    await db.rawQuery('truncate outbox, inbox, event_log')
    transport = configuredTransport()
    run(new Relay(transport))
    return async () => {
      await Promise.all([...running.keys()].map(stop))
      await transport.close()
      for (const name of registered.splice(0)) unregisterConsumer(name)
      await db.rawQuery('truncate outbox, inbox, event_log')
    }
  })

  function run<Loop extends Relay | ConsumerLoop>(loop: Loop) {
    running.set(loop, loop.run())
    return loop
  }

  async function stop(loop: Relay | ConsumerLoop) {
    loop.stop()
    await running.get(loop)
    running.delete(loop)
  }

  /** A consumer, and the keys of the events it has handled. */
  function consumer(
    name: string,
    before: (event: Event) => Promise<void> = async () => {},
    batchSize?: number
  ) {
    const keys: string[] = []
    const made: Consumer = {
      name,
      events: [Happened.name],
      batchSize,
      async handle(event) {
        await before(event)
        keys.push(event.key)
      },
    }
    registerConsumer(made)
    registered.push(name)
    return { keys, loop: () => run(new ConsumerLoop(made, transport)) }
  }

  test('are not delayed by one that is slow, failing or stopped', async ({ assert }) => {
    const held = Promise.withResolvers<void>()
    const sleeper = consumer('sleeper', () => held.promise)
    const failing = consumer('failing', () => Promise.reject(new Error('no luck')))
    const stopped = consumer('stopped')
    const quick = consumer('quick')
    for (const each of [sleeper, failing, quick]) each.loop()

    await appendEvents(300)
    await until(() => quick.keys.length === 300)
    assert.isEmpty(sleeper.keys)
    assert.isEmpty(failing.keys)
    const lags = await eventLag(transport)
    for (const name of ['sleeper', 'failing', 'stopped']) {
      assert.containsSubset(
        lags.find((lag) => lag.name === name),
        { waiting: 300 }
      )
    }

    held.resolve()
    stopped.loop()
    await until(() => sleeper.keys.length === 300 && stopped.keys.length === 300)
  })

  test('finish the current event on shutdown, and leave the rest to others', async ({ assert }) => {
    const held = Promise.withResolvers<void>()
    const arrived = Promise.withResolvers<void>()
    const held1 = consumer('held', () => {
      arrived.resolve()
      return held.promise
    })
    const first = held1.loop()
    await appendEvents(20)
    await arrived.promise

    const stopping = stop(first)
    held.resolve()
    await stopping
    assert.lengthOf(held1.keys, 1)

    held1.loop()
    await until(() => held1.keys.length === 20)
    assert.lengthOf(new Set(held1.keys), 20)
  })

  test('keep the order within a key across several members', async ({ assert }) => {
    const seen: number[] = []
    const handle = async ({ position }: Event) => {
      await sleep(1)
      seen.push(position)
    }
    const shared = consumer('shared', handle, 3)
    shared.loop()
    shared.loop()
    await appendEvents(60, () => 'one')

    await until(() => shared.keys.length === 60)
    assert.deepEqual(
      seen,
      seen.toSorted((one, other) => one - other)
    )
  })

  test('are refused by name if unknown', async ({ assert }) => {
    const { exitCode, errors } = await runCommand(EventsConsume, ['nobody'])
    assert.equal(exitCode, 1)
    assert.include(errors, 'Unknown consumer "nobody": use notifications')
  })
})

async function appendEvents(count: number, keyOf = (index: number) => `key-${index}`) {
  const events = Array.from({ length: count }, (_, index) =>
    Happened.by('test', { key: keyOf(index) })
  )
  await db.transaction((trx) => append(trx, ...events))
}

async function until(condition: () => boolean) {
  const deadline = Date.now() + TIMEOUT_MS
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`It did not appendEvents within ${TIMEOUT_MS} ms`)
    await sleep(10)
  }
}
