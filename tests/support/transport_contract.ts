import { test } from '@japa/runner'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import { append } from '#events/outbox'
import type { Event } from '#events/event'
import OutboxEvent from '#events/models/outbox_event'
import { PublishBatch } from '#events/actions/publish_batch'
import type { Delivery, Group, Subscription, Transport } from '#events/transports/transport'
import { Happened } from '#tests/support/happened'

const TIMEOUT_MS = 60_000
const LIMIT = 100

export interface TransportUnderTest {
  /** Another connection to the same broker. */
  connect(): Transport

  /** A copy of the event that the broker rejects. */
  rejected(event: Event): Event
}

/** What the relay and the consumers need from every transport. */
export function transportContract(name: string, { connect, rejected }: TransportUnderTest) {
  test.group(`${name} as the transport`, (group) => {
    let transport: Transport
    let consumers: Group

    group.each.setup(async () => {
      await db.rawQuery('truncate outbox, inbox, event_log')
      transport = connect()
      consumers = newGroup()
      return async () => {
        await transport.close()
        await db.rawQuery('truncate outbox, inbox, event_log')
      }
    })

    test('delivers events with the same key in order', async ({ assert }) => {
      const events = await appendEvents('a', 'b', 'a', 'b', 'a')
      await transport.publish(events.slice(0, 2))
      await transport.publish(events.slice(2))

      const received = await drain(transport.subscribe(consumers), events)
      for (const key of ['a', 'b']) {
        assert.deepEqual(idsOf(received, key), idsOf(events, key))
      }
      assert.deepEqual(
        received.find(({ id }) => id === events[0].id),
        events[0]
      )
    })

    test('redelivers events that were received but not committed', async ({ assert }) => {
      const events = await appendEvents('a', 'b', 'a')
      await transport.publish(events)

      const crashing = connect()
      await assert.rejects(
        () =>
          receive(crashing.subscribe(consumers), events, () => Promise.reject(new Error('died'))),
        'died'
      )
      await crashing.close()

      const survivor = transport.subscribe(consumers)
      assert.sameMembers(idsOf(await drain(survivor, events)), idsOf(events))
      assert.equal(await survivor.receive(async () => {}, LIMIT), 0)
    })

    test('acknowledges accepted events, and the relay marks only those as published', async ({
      assert,
    }) => {
      const [first, second, third] = await appendEvents('a', 'b', 'a')
      const acknowledged = await transport.publish([first, rejected(second), third])
      assert.sameMembers(acknowledged, [first.id, third.id])

      const halfway = { publish: ([event]: Event[]) => transport.publish([event]) } as Transport
      assert.equal(await new PublishBatch(halfway).handle(), 1)
      assert.sameMembers(await unpublished(), [second.id, third.id])

      assert.equal(await new PublishBatch(transport).handle(), 2)
      assert.isEmpty(await unpublished())
      const received = await drain(transport.subscribe(consumers), [first, second, third])
      assert.sameMembers([...new Set(idsOf(received))], [first.id, second.id, third.id])
    })

    test('delivers each event to one member of a group', async ({ assert }) => {
      const events = await appendEvents(
        ...Array.from({ length: 200 }, (_, index) => `key-${index % 20}`)
      )
      await transport.publish(events)
      const other = connect()
      const [one, two] = [transport.subscribe(consumers), other.subscribe(consumers)]

      const received: Event[] = []
      await Promise.all([drain(one, events, received), drain(two, events, received)])
      assert.lengthOf(received, events.length)
      assert.sameMembers(idsOf(received), idsOf(events))

      await other.close()
      const later = await appendEvents('key-1')
      await transport.publish(later)
      assert.sameMembers(idsOf(await drain(one, later)), idsOf(later))
    })

    test('replays from a position', async ({ assert }) => {
      const events = await appendEvents('a', 'a', 'a')
      await transport.publish(events)
      const member = transport.subscribe(consumers)
      const deliveries: Delivery[] = []
      await drain(member, events, [], deliveries)
      await member.close()

      await transport.seek(consumers, deliveries[1].position)
      const again = await drain(transport.subscribe(consumers), events.slice(1))
      assert.deepEqual(idsOf(again), idsOf(events.slice(1)))
    })

    test('does not let a slow group delay another', async ({ assert }) => {
      const events = await appendEvents('a', 'b', 'c')
      await transport.publish(events)
      const held = Promise.withResolvers<void>()
      const arrived = Promise.withResolvers<void>()
      const slow = receive(transport.subscribe(newGroup()), events, () => {
        arrived.resolve()
        return held.promise
      })
      await arrived.promise

      assert.lengthOf(await drain(transport.subscribe(consumers), events), 3)
      held.resolve()
      assert.isAbove(await slow, 0)
    })

    test('wakes a group when an event arrives', async () => {
      const arrived = Promise.withResolvers<void>()
      transport.subscribe(consumers, arrived.resolve)
      const publishing = setInterval(async () => transport.publish(await appendEvents('a')), 50)
      await arrived.promise
      clearInterval(publishing)
    }).timeout(TIMEOUT_MS)

    test('reports the lag of a group', async ({ assert }) => {
      const events = await appendEvents('a', 'b')
      const before = await transport.lag(consumers)
      await transport.publish(events)
      const behind = await transport.lag(consumers)
      assert.equal(behind.waiting, before.waiting + 2)
      assert.isNotNull(behind.oldest)

      const member = transport.subscribe(consumers)
      await drain(member, events)
      const { waiting, position } = await transport.lag(consumers)
      assert.equal(waiting, 0)
      assert.notEqual(position, behind.position)
    })
  })
}

const newGroup = () => ({ name: `group-${randomUUID()}`, events: [Happened.name] })

const idsOf = (events: Event[], key?: string) =>
  events.filter((event) => !key || event.key === key).map(({ id }) => id)

async function appendEvents(...keys: string[]): Promise<Event[]> {
  const last = await OutboxEvent.query().max('id as id').firstOrFail()
  await db.transaction((trx) => append(trx, ...keys.map((key) => Happened.by('test', { key }))))
  const rows = await OutboxEvent.query()
    .where('id', '>', last.id ?? 0)
    .orderBy('id')
  return rows.map((row) => row.toEvent())
}

async function unpublished() {
  const rows = await OutboxEvent.query().whereNull('publishedAt')
  return rows.map(({ eventId }) => eventId)
}

/** Receives until all expected events have arrived, at any member of the group. */
async function drain(
  member: Subscription,
  expected: Event[],
  received: Event[] = [],
  deliveries: Delivery[] = []
) {
  const deadline = Date.now() + TIMEOUT_MS
  const missing = () => {
    const ids = new Set(idsOf(received))
    return expected.some(({ id }) => !ids.has(id))
  }
  while (missing()) {
    if (Date.now() > deadline)
      throw new Error(`Timed out after receiving ${received.length} events`)
    const count = await receive(member, expected, async (batch) => {
      deliveries.push(...batch)
      received.push(...batch.map(({ event }) => event))
    })
    if (count === 0) await sleep(10)
  }
  return received
}

/** Ignores events of earlier tests that the broker may still hold. */
function receive(
  member: Subscription,
  expected: Event[],
  receiver: (deliveries: Delivery[]) => Promise<void>
) {
  const ids = new Set(idsOf(expected))
  return member.receive((deliveries) => {
    return receiver(deliveries.filter(({ event }) => ids.has(event.id)))
  }, LIMIT)
}
