/**
 * How fast events get from an action to a consumer, beside rows that are inserted and no more; how
 * fast the relay and one consumer are alone; and what a consumer that sleeps costs another: see
 * bench/README.md.
 *
 *   DATABASE_URL=… REDIS_URL=… node --import=@poppinss/ts-exec bench/events.ts
 */
import Type from 'typebox'
import { parseArgs } from 'node:util'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { withApplication } from './support/application.js'
import { compare, timeUntil } from './support/rounds.js'

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '3000' },
    rounds: { type: 'string', default: '5' },
    writers: { type: 'string', default: '5' },
  },
})
const [rounds, times] = [Number(values.rounds), Number(values.events)]

/** About as much as the event of a task carries. */
const PAYLOAD = { task: { id: 1, title: 'Bake', status: 'todo', team_id: null }, user_id: 1 }

await withApplication(async () => {
  const { default: db } = await import('@adonisjs/lucid/services/db')
  const { append } = await import('#events/outbox')
  const { defineEvent } = await import('#events/catalogue/event_type')
  const { Relay } = await import('#events/relay')
  const { PublishBatch } = await import('#events/actions/publish_batch')
  const { ReceiveBatch } = await import('#events/actions/receive_batch')
  const { ConsumeBatch } = await import('#events/actions/consume_batch')
  const { ConsumerLoop } = await import('#events/consumer_loop')
  const { configuredTransport } = await import('#events/transports/configured')

  const Happened = defineEvent({
    name: 'bench.happened',
    version: 1,
    description: 'As much as the event of a task carries.',
    payload: Type.Object({ task: Type.Unknown(), user_id: Type.Integer() }),
    key: ({ user_id: userId }) => userId,
  })

  let [handled, asleep, inserted] = [0, 0, 0]
  const transport = configuredTransport()
  const counting = {
    name: 'bench',
    events: ['bench.happened'],
    handle: async () => void handled++,
  }
  const sleeping = {
    name: 'sleeper',
    events: ['bench.happened'],
    handle: async () => {
      asleep++
      await sleep(1_000)
    },
  }
  await db.rawQuery('create table bare (like outbox including all)')

  const event = (key: number) => Happened.by('benchmark', { ...PAYLOAD, user_id: key })
  const fill = (events: number) =>
    db.transaction((trx) => append(trx, ...Array.from({ length: events }, (_, key) => event(key))))

  /** Several writers at once, as requests are; each event in a transaction of its own. */
  const write = (count: number, one: (index: number) => Promise<unknown>) => () => {
    let next = 0
    const writer = async () => {
      while (next < count) await one(next++)
    }
    return Promise.all(Array.from({ length: Number(values.writers) }, writer))
  }

  const product = (events: number) =>
    timeUntil(
      events,
      () => handled,
      write(events, (index) => db.transaction((trx) => append(trx, event(index))))
    )

  const bare = (rows: number) =>
    timeUntil(
      rows,
      () => inserted,
      write(rows, async (index) => {
        await db.transaction((trx) =>
          trx.rawQuery(
            `insert into bare (event_id, name, key, payload, occurred_at)
               values (?, 'bench.happened', ?, ?, ?)`,
            [randomUUID(), String(index), JSON.stringify(PAYLOAD), new Date()]
          )
        )
        inserted++
      })
    )

  /** How much a second `batch` does alone of what waits for it. */
  async function rateOf(batch: () => Promise<number>) {
    const began = performance.now()
    while (await batch());
    return Math.round((times / (performance.now() - began)) * 1_000)
  }

  const alone: Record<string, number>[] = []
  const receive = new ReceiveBatch(transport.subscribe(counting))
  for (let round = 0; round < rounds; round++) {
    await fill(times)
    alone.push({
      'relay events/s': await rateOf(() => new PublishBatch(transport).handle()),
      'consumer events/s': await rateOf(
        async () => (await receive.handle(counting)) + (await new ConsumeBatch().handle(counting))
      ),
    })
  }
  console.table(alone)

  const relay = new Relay(transport)
  const consumer = new ConsumerLoop(counting, transport)
  const running = [relay.run(), consumer.run()]
  await compare('events', { product, bare, rounds, times })

  const sleeper = new ConsumerLoop(sleeping, transport)
  running.push(sleeper.run())
  await timeUntil(
    1,
    () => asleep,
    () => fill(1)
  )
  const took = await timeUntil(
    1_000,
    () => handled,
    () => fill(1_000)
  )
  console.log(`1,000 events beside a consumer that sleeps 1 s at each: ${Math.round(took)} ms`)

  for (const loop of [relay, consumer, sleeper]) loop.stop()
  await Promise.all(running)
  await transport.close()
})
