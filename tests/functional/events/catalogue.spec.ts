import Type from 'typebox'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { append } from '#events/outbox'
import { handlersOf, on } from '#events/handlers'
import { defineEvent } from '#events/catalogue/event_type'
import { registerEvents } from '#events/catalogue/catalogue'
import { registerConsumer, unregisterConsumer } from '#events/consumer'
import { TaskAssigned } from '#tasks/history/events/task_events'
import InboxEntry from '#events/models/inbox_entry'
import OutboxEvent from '#events/models/outbox_event'
import { Happened } from '#tests/support/happened'
import { processEvents } from '#tests/support/process_events'

/** The next version of Happened, whose key is always text. */
const HappenedAnew = defineEvent({
  name: 'test.happened',
  version: 2,
  description: 'Something happened in a test.',
  payload: Type.Object({ label: Type.String() }),
  key: ({ label }) => label,
}).replaces(Happened, ({ key }) => ({ label: `label ${key}` }))

const write = (...events: Parameters<typeof append>[1][]) =>
  db.transaction((trx) => append(trx, ...events))

test.group('Event catalogue', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('refuses to register a version twice', ({ assert }) => {
    assert.throws(() => registerEvents(TaskAssigned), 'task.assigned version 1 is declared twice')
  })

  test('types names and payloads', ({ assert }) => {
    const task = { id: 1, title: 'Bake', status: 'todo' as const, team_id: null }
    const ofTypes = () => {
      // @ts-expect-error the field is user_id
      TaskAssigned.by('test', { task, user: 1 })
      // @ts-expect-error there is no such status
      TaskAssigned.by('test', { task: { ...task, status: 'open' }, user_id: 1 })
      // @ts-expect-error events are made by their type
      return write({ name: 'task.asigned', key: '1', payload: {}, actorId: null })
    }
    assert.isFunction(ofTypes)
    assert.equal(TaskAssigned.by('test', { task, user_id: 1 }).key, '1')
  })

  test('refuses invalid payloads', async ({ assert }) => {
    const untyped = (payload: object) => () =>
      write(Happened.by('test', payload as { key: string }))

    await assert.rejects(untyped({ key: true }), /^test.happened version 1 .*\/key must be string/)
    await assert.rejects(untyped({}), /must have required properties key/)
    await assert.rejects(untyped({ key: 'a', extra: 1 }), /the schema lacks a field/)
    assert.lengthOf(await OutboxEvent.all(), 0)
  })
})

test.group('Consumer of the second version of an event', (group) => {
  let labels: string[] = []

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    labels = []
    registerConsumer({
      name: 'test',
      ...handlersOf(on(HappenedAnew, async ({ payload }) => void labels.push(payload.label))),
    })
    return () => unregisterConsumer('test')
  })

  test('handles the first version too', async ({ assert }) => {
    await write(Happened.by('test', { key: 1 }), HappenedAnew.by('test', { label: 'two' }))
    await processEvents()
    assert.deepEqual(labels, ['label 1', 'two'])
  })

  test('keeps events of a version it does not know yet', async ({ assert }) => {
    await write(HappenedAnew.by('test', { label: 'two' }))
    await OutboxEvent.query().update({ version: 3 })
    await processEvents()

    assert.isEmpty(labels)
    const entry = await InboxEntry.query().where('consumer', 'test').firstOrFail()
    assert.equal(entry.status, 'pending')
    assert.equal(entry.error, 'Error: test.happened has no version 3')
  })
})
