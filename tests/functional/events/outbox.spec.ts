import { test } from '@japa/runner'
import { Settings } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { setTimeout as sleep } from 'node:timers/promises'
import eventsConfig from '#config/events'
import { append } from '#events/outbox'
import { Relay } from '#events/relay'
import { PublishBatch } from '#events/actions/publish_batch'
import type { Event } from '#events/event'
import InboxEntry from '#events/models/inbox_entry'
import OutboxEvent from '#events/models/outbox_event'
import { eventLag } from '#events/queries/event_lag'
import { CleanupEvents } from '#events/actions/cleanup_events'
import { ReplayEvents } from '#events/actions/replay_events'
import { listDeadLetters } from '#events/queries/list_dead_letters'
import { consumerNamed, registerConsumer, unregisterConsumer } from '#events/consumer'
import type { Consumer } from '#events/consumer'
import { ConsumerLoop } from '#events/consumer_loop'
import { configuredTransport } from '#events/transports/configured'
import { processEvents } from '#tests/support/process_events'
import { DateTime } from 'luxon'
import { Happened } from '#tests/support/happened'

const DAY = 24 * 60 * 60 * 1_000

const transport = configuredTransport()

/** The events the consumer under test received, in order; it fails at those in `refuse`. */
let handled: Event[] = []
let refuse: (event: Event) => boolean = () => false

async function appendEvents(...keys: (string | number)[]) {
  for (const key of keys) {
    await db.transaction((trx) => append(trx, Happened.by('test', { key })))
  }
}

async function keysLeft() {
  const events = await OutboxEvent.query().orderBy('id')
  return events.map(({ key }) => key)
}

const travel = (milliseconds: number) => {
  const now = Settings.now() + milliseconds
  Settings.now = () => now
}

test.group('Outbox', (group) => {
  group.each.setup(async () => {
    await db.rawQuery('truncate outbox, inbox, event_log')
    handled = []
    refuse = () => false
    registerConsumer({
      name: 'test',
      events: ['test.happened'],
      async handle(event) {
        if (refuse(event)) throw new Error(`can't take ${event.key}`)
        handled.push(event)
      },
    })
    return async () => {
      unregisterConsumer('test')
      Settings.now = () => Date.now()
      await db.rawQuery('truncate outbox, inbox, event_log')
    }
  })

  test('appends events atomically with the change', async ({ assert }) => {
    const failing = db.transaction(async (trx) => {
      await append(trx, Happened.by('test', { key: 1 }))
      throw new Error('the change failed')
    })

    await assert.rejects(() => failing, 'the change failed')
    await processEvents()
    assert.lengthOf(handled, 0)
  })

  test('handles each event once and in order, however often it is delivered', async ({
    assert,
  }) => {
    await appendEvents('a', 'b', 'a')
    await processEvents()
    await processEvents()

    assert.deepEqual(
      handled.map(({ key }) => key),
      ['a', 'b', 'a']
    )
  })

  test('a failing event blocks only its key and is retried', async ({ assert }) => {
    refuse = ({ key }) => key === 'a'
    await appendEvents('a', 'b', 'a')
    await processEvents()
    assert.deepEqual(
      handled.map(({ key }) => key),
      ['b']
    )

    refuse = () => false
    travel(2_000)
    await processEvents()
    assert.deepEqual(
      handled.map(({ key }) => key),
      ['b', 'a', 'a']
    )
  })

  test('an event that fails too often becomes a dead letter, which an operator can retry', async ({
    assert,
  }) => {
    refuse = ({ key }) => key === 'a'
    await appendEvents('a', 'a')
    for (let attempt = 0; attempt < InboxEntry.maximumAttempts; attempt++) {
      await processEvents()
      travel(60 * 60 * 1_000)
    }

    const [letter, ...others] = await listDeadLetters({ consumer: 'test' })
    assert.equal(letter.error, `Error: can't take a`)
    assert.lengthOf(others, 0)
    const lags = await eventLag(transport)
    const lag = lags.find(({ name }) => name === 'test')
    assert.containsSubset(lag, { waiting: 1, dead: 1 })

    refuse = () => false
    await letter.retry()
    await processEvents()
    assert.lengthOf(handled, 2)
    assert.lengthOf(await listDeadLetters(), 0)
  })

  test('a discarded dead letter does not come back', async ({ assert }) => {
    refuse = () => true
    await appendEvents('a')
    for (let attempt = 0; attempt < InboxEntry.maximumAttempts; attempt++) {
      await processEvents()
      travel(60 * 60 * 1_000)
    }
    const [letter] = await listDeadLetters()
    await letter.discard()

    refuse = () => false
    travel(60 * 60 * 1_000)
    await processEvents()
    assert.lengthOf(handled, 0)
    assert.lengthOf(await listDeadLetters(), 0)
  })

  test('replays a time span', async ({ assert }) => {
    await appendEvents('a', 'b')
    await processEvents()
    const hour = {
      consumer: 'test',
      from: DateTime.utc().minus({ hours: 1 }),
      to: DateTime.utc().plus({ seconds: 1 }),
    }

    assert.equal(await new ReplayEvents().count(hour), 2)
    await new ReplayEvents().handle(hour)
    await processEvents()
    assert.lengthOf(handled, 4)
  })

  test('erases only old handled events', async ({ assert }) => {
    refuse = ({ key }) => key === 'dead' || key === 'discarded'
    await appendEvents('done', 'dead', 'discarded')
    for (let attempt = 0; attempt < InboxEntry.maximumAttempts; attempt++) {
      await processEvents()
      travel(60 * 60 * 1_000)
    }
    const letters = await listDeadLetters().preload('event')
    await letters.find(({ event }) => event.key === 'discarded')!.discard()
    await appendEvents('not received')
    await new PublishBatch(transport).handle()
    await appendEvents('unpublished')
    travel((eventsConfig.keepDays - 1) * DAY)
    assert.equal(await new CleanupEvents().handle(), 0)

    travel(2 * DAY)
    refuse = () => false
    assert.equal(await new CleanupEvents().count(), 2)
    assert.equal(await new CleanupEvents().handle(), 2)
    assert.sameMembers(await keysLeft(), ['dead', 'not received', 'unpublished'])
    assert.lengthOf(await InboxEntry.all(), 1)

    await processEvents()
    assert.equal(await new CleanupEvents().handle(), 2)
    assert.deepEqual(await keysLeft(), ['dead'])
  })

  test('erases more than one batch, and handles each event once', async ({ assert }) => {
    await db.transaction(async (trx) => {
      const many = Array.from({ length: 2_100 }, (_, key) => Happened.by('test', { key }))
      await append(trx, ...many)
    })
    await processEvents()
    travel((eventsConfig.keepDays + 1) * DAY)
    const seen: number[] = []

    const erased = await new CleanupEvents().handle((done) => void seen.push(done))
    await processEvents()

    assert.equal(erased, 2_100)
    assert.deepEqual(seen, [1_000, 2_000, 2_100])
    assert.lengthOf(handled, 2_100)
    assert.isEmpty(await keysLeft())
  })

  test('a replay during a cleanup loses no event that it counts', async ({ assert }) => {
    for (let round = 0; round < 5; round++) {
      await db.rawQuery('truncate outbox, inbox, event_log')
      handled = []
      await appendEvents(...Array.from({ length: 50 }, (_, key) => key))
      await processEvents()
      const [from, to] = [DateTime.utc().minus({ hours: 1 }), DateTime.utc().plus({ seconds: 1 })]
      travel((eventsConfig.keepDays + 1) * DAY)

      const [erased, replayed] = await Promise.all([
        new CleanupEvents().handle(),
        new ReplayEvents().handle({ consumer: 'test', from, to }),
      ])
      await processEvents()

      assert.equal(erased + replayed, 50)
      assert.lengthOf(handled, 50 + replayed)
    }
  })

  test('two relays and two consumers handle each event once, and one continues when the other stops', async ({
    assert,
  }) => {
    const consumer = consumerNamed('test')
    const [first, second] = [0, 1].map(() => new Party(consumer))
    await appendEvents(...Array.from({ length: 50 }, (_, key) => key))
    await until(() => handled.length === 50)

    await first.stop()
    await appendEvents('later')
    await until(() => handled.length === 51)
    await second.stop()

    await processEvents()
    assert.lengthOf(handled, 51)
    assert.lengthOf(new Set(handled.map(({ id }) => id)), 51)
  })
})

/** A relay and a member of the consumer's group. */
class Party {
  #transport = configuredTransport()
  #loops
  #running

  constructor(consumer: Consumer) {
    this.#loops = [new Relay(this.#transport), new ConsumerLoop(consumer, this.#transport)]
    this.#running = this.#loops.map((loop) => loop.run())
  }

  async stop() {
    for (const loop of this.#loops) loop.stop()
    await Promise.all(this.#running)
    await this.#transport.close()
  }
}

async function until(condition: () => boolean) {
  const deadline = Date.now() + 60_000
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('Timed out after 60 s')
    await sleep(10)
  }
}
