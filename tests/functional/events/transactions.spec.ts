import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import testUtils from '@adonisjs/core/services/test_utils'
import User from '#accounts/users/models/user'
import { append } from '#events/outbox'
import OutboxEvent from '#events/models/outbox_event'
import { CleanupEvents } from '#events/actions/cleanup_events'
import { EraseEvents } from '#events/actions/erase_events'
import { ReplayEvents } from '#events/actions/replay_events'
import { registerConsumer, unregisterConsumer } from '#events/consumer'
import { afterCommit, inTransaction, type Transaction } from '#core/database/transaction'
import { processEvents } from '#tests/support/process_events'
import { Happened } from '#tests/support/happened'
import { actionsOf, assertRollsBack } from '#tests/support/rolled_back'
import { UserFactory } from '#database/factories/user_factory'

const CONSUMER = 'test'

/** Each commits by itself, so that published and handled events survive a crash. */
const OWN_TRANSACTION = ['ConsumeBatch', 'PublishBatch', 'ReceiveBatch']

const ATTEMPTS: Record<string, (trx: Transaction) => Promise<unknown>> = {
  CleanupEvents: (trx) => new CleanupEvents().handle(undefined, trx),
  EraseEvents: (trx) => new EraseEvents().handle(OutboxEvent.query(), trx),
  ReplayEvents: (trx) =>
    new ReplayEvents().handle(
      {
        consumer: CONSUMER,
        from: DateTime.utc().minus({ years: 2 }),
        to: DateTime.utc(),
      },
      trx
    ),
}

const appendEvents = (key: string) =>
  inTransaction(undefined, (trx) => append(trx, Happened.by('test', { key })))

const consume = (handle: (key: string, trx: Transaction) => Promise<void>) =>
  registerConsumer({
    name: CONSUMER,
    events: ['test.happened'],
    handle: (event, trx) => handle(event.key, trx),
  })

test.group('Event actions', (group) => {
  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(() => () => unregisterConsumer(CONSUMER))

  test('that are rolled back leave nothing of {$self}')
    .with(Object.keys(ATTEMPTS))
    .run(async ({ assert }, name) => {
      consume(async () => {})
      await appendEvents('a')
      await processEvents()
      await OutboxEvent.query().update({ occurred_at: DateTime.utc().minus({ years: 1 }).toSQL() })

      await assertRollsBack(assert, ATTEMPTS[name])
    })

  test('are all tested', ({ assert }) => {
    assert.sameMembers([...Object.keys(ATTEMPTS), ...OWN_TRANSACTION], actionsOf('events'))
  })

  test('roll back only the failing consumer', async ({ assert }) => {
    const user = await UserFactory.create()
    const called: string[] = []
    consume(async (key, trx) => {
      await User.query({ client: trx }).where('id', user.id).update({ firstName: key })
      afterCommit(trx, () => called.push(key))
      if (key === 'bad') throw new Error('failed')
    })
    await appendEvents('good')
    await appendEvents('bad')
    await processEvents()

    await user.refresh()
    assert.equal(user.firstName, 'good')
    assert.deepEqual(called, ['good'])
  })
})
