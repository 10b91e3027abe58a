/**
 * How fast events get from an action to a consumer, beside rows that are inserted and no more: see
 * bench/README.md.
 *
 *   DATABASE_URL=… REDIS_URL=… node --import=@poppinss/ts-exec bench/events.ts
 */
import Type from 'typebox'
import { parseArgs } from 'node:util'
import { randomUUID } from 'node:crypto'
import { withApplication } from './support/application.js'
import { compare, timeUntil } from './support/rounds.js'

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '3000' },
    rounds: { type: 'string', default: '5' },
    writers: { type: 'string', default: '5' },
  },
})

/** About as much as the event of a task carries. */
const PAYLOAD = { task: { id: 1, title: 'Bake', status: 'todo', team_id: null }, user_id: 1 }

await withApplication(async () => {
  const { default: db } = await import('@adonisjs/lucid/services/db')
  const { append } = await import('#events/outbox')
  const { defineEvent } = await import('#events/catalogue/event_type')
  const { Relay } = await import('#events/relay')
  const { registerConsumer } = await import('#events/consumer')
  const { PostgresTransport } = await import('#events/transports/postgres_transport')

  const Happened = defineEvent({
    name: 'bench.happened',
    version: 1,
    description: 'As much as the event of a task carries.',
    payload: Type.Object({ task: Type.Unknown(), user_id: Type.Integer() }),
    key: ({ user_id: userId }) => userId,
  })

  let [handled, inserted] = [0, 0]
  registerConsumer({
    name: 'bench',
    events: ['bench.happened'],
    handle: async () => void handled++,
  })
  const relay = new Relay(new PostgresTransport(), process.env.DATABASE_URL!)
  const running = relay.run()
  await db.rawQuery('create table bare (like outbox including all)')

  /** Several writers at once, as requests are; each event in a transaction of its own. */
  const write = (times: number, one: (index: number) => Promise<unknown>) => () => {
    let next = 0
    const writer = async () => {
      while (next < times) await one(next++)
    }
    return Promise.all(Array.from({ length: Number(values.writers) }, writer))
  }

  const product = (events: number) =>
    timeUntil(
      events,
      () => handled,
      write(events, (index) =>
        db.transaction((trx) => append(trx, Happened.by(null, { ...PAYLOAD, user_id: index })))
      )
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

  const [rounds, times] = [Number(values.rounds), Number(values.events)]
  await compare('events', { product, bare, rounds, times })
  relay.stop()
  await running
})
