import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { append } from '#events/outbox'
import InboxEntry from '#events/models/inbox_entry'
import OutboxEvent from '#events/models/outbox_event'
import { registerConsumer, unregisterConsumer } from '#events/consumer'
import EventsDiscard from '#commands/events/events_discard'
import EventsRetry from '#commands/events/events_retry'
import EventsLag from '#commands/events/events_lag'
import QueueFailed from '#commands/jobs/queue_failed'
import QueueStatus from '#commands/jobs/queue_status'
import ScheduleList from '#commands/jobs/schedule_list'
import EventsReplay from '#commands/events/events_replay'
import EventsDeadLetters from '#commands/events/events_dead_letters'
import { Happened } from '#tests/support/happened'
import { PublishBatch } from '#events/actions/publish_batch'
import { configuredTransport } from '#events/transports/configured'
import { processEvents } from '#tests/support/process_events'
import { runCommand } from '#tests/support/run_command'

test.group('Event commands', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    registerConsumer({ name: 'test', events: ['test.happened'], handle: async () => {} })
    return () => unregisterConsumer('test')
  })

  const appendEvents = () => db.transaction((trx) => append(trx, Happened.by('test', { key: 1 })))

  /** An event that the consumer received, with its state. */
  async function entry(status: 'pending' | 'dead' | 'done') {
    await appendEvents()
    const { eventId, id, occurredAt } = await OutboxEvent.query()
      .orderBy('id', 'desc')
      .firstOrFail()
    return InboxEntry.create({
      consumer: 'test',
      eventId,
      position: id,
      key: '1',
      status,
      attempts: status === 'dead' ? 10 : 0,
      error: status === 'dead' ? 'Error: no luck' : null,
      nextAttemptAt: occurredAt,
    })
  }

  const statusesOf = (...entries: InboxEntry[]) => Promise.all(entries.map(statusOf))

  async function lag() {
    const { output } = await runCommand(EventsLag, ['--json'])
    return JSON.parse(output).find(({ name }: { name: string }) => name === 'test')
  }

  const statusOf = async ({ eventId }: InboxEntry) => {
    const { status } = await InboxEntry.query().where({ eventId }).firstOrFail()
    return status
  }

  test('events:lag reports pending events, and exits with 1 if there are dead letters', async ({
    assert,
  }) => {
    await entry('pending')
    const fine = await runCommand(EventsLag, ['--json'])
    assert.equal(fine.exitCode, 0)
    assert.containsSubset(JSON.parse(fine.output), [
      { name: 'relay' },
      { name: 'test', waiting: 1, dead_letters: 0 },
    ])

    await entry('dead')
    const notFine = await runCommand(EventsLag, ['--json'])
    assert.equal(notFine.exitCode, 1)
    assert.containsSubset(JSON.parse(notFine.output), [{ name: 'test', dead_letters: 1 }])
  })

  test('events:lag counts events that were published and not received', async ({ assert }) => {
    const { position } = await lag()
    await appendEvents()
    await new PublishBatch(configuredTransport()).handle()
    assert.containsSubset(await lag(), { waiting: 1, position })

    await processEvents()
    const settled = await lag()
    assert.equal(settled.waiting, 0)
    assert.isAbove(Number(settled.position), Number(position))
  })

  test('events:dead-letters lists, events:retry retries and events:discard discards', async ({
    assert,
  }) => {
    const [one, two, three] = [await entry('dead'), await entry('dead'), await entry('dead')]

    const { output } = await runCommand(EventsDeadLetters, ['--json'])
    assert.containsSubset(JSON.parse(output), [
      { event: one.eventId, consumer: 'test', name: 'test.happened', error: 'Error: no luck' },
    ])

    await runCommand(EventsRetry, [`--event=${one.eventId}`])
    assert.deepEqual(await statusesOf(one, two, three), ['pending', 'dead', 'dead'])
    await runCommand(EventsDiscard, [`--event=${two.eventId}`])
    assert.deepEqual(await statusesOf(one, two, three), ['pending', 'discarded', 'dead'])
    const { output: retried } = await runCommand(EventsRetry, ['test', '--json'])
    assert.deepEqual(JSON.parse(retried), { dead_letters: 1 })
    assert.deepEqual(await statusesOf(one, two, three), ['pending', 'discarded', 'pending'])
  })

  test('events:retry and events:discard change nothing without confirmation or a target', async ({
    assert,
  }) => {
    const letter = await entry('dead')
    const refused = await runCommand(EventsDiscard, ['test'], {
      'Dead letters: 1. Discard all of them?': false,
    })
    assert.equal(refused.exitCode, 1)

    for (const args of [
      [],
      ['nobody'],
      ['--event=0b6f'],
      ['nobody', `--event=${letter.eventId}`],
    ]) {
      const { exitCode } = await runCommand(EventsRetry, args)
      assert.equal(exitCode, 1, args.join(' '))
    }
    assert.equal(await statusOf(letter), 'dead')
  })

  test('events:discard asks for confirmation in a terminal, unless told not to', async ({
    assert,
  }) => {
    const letter = await entry('dead')
    await runCommand(EventsDiscard, ['test', '--yes'], {})
    assert.equal(await statusOf(letter), 'discarded')
  })

  test('events:replay redelivers only the events of the time span', async ({ assert }) => {
    const handled = await entry('done')

    const dry = await runCommand(EventsReplay, ['test', '--from=2000-01-01', '--dry-run', '--json'])
    assert.deepEqual(JSON.parse(dry.output), { events: 1, dry_run: true })
    assert.equal(await statusOf(handled), 'done')

    await runCommand(EventsReplay, ['test', '--from=2000-01-01', '--to=2000-01-02'])
    assert.equal(await statusOf(handled), 'done')
    await runCommand(EventsReplay, ['test', '--from=2000-01-01'])
    assert.equal(await statusOf(handled), 'pending')

    for (const args of [
      ['nobody', '--from=2000-01-01'],
      ['test', '--from=yesterday'],
    ]) {
      const { exitCode } = await runCommand(EventsReplay, args)
      assert.equal(exitCode, 1)
    }
  })
})

test.group('Job and schedule commands', (group) => {
  group.each.setup(async () => {
    const queue = await app.container.make('rlanz/queue')
    await queue.getOrSet('default').obliterate({ force: true })
  })

  test('queue:status counts waiting jobs', async ({ assert }) => {
    const queue = await app.container.make('rlanz/queue')
    await queue.getOrSet('default').add('file:///anything.ts', {})

    const { output } = await runCommand(QueueStatus, ['--json'])
    assert.containsSubset(JSON.parse(output), [{ queue: 'default', waiting: 1, failed: 0 }])
  })

  test('queue:failed says if there are none', async ({ assert }) => {
    const { exitCode, output } = await runCommand(QueueFailed, ['--json'])
    assert.equal(exitCode, 0)
    assert.deepEqual(JSON.parse(output), [])
  })

  test('schedule:list shows every schedule with its next run', async ({ assert }) => {
    const { output } = await runCommand(ScheduleList, ['--json'])
    const names = JSON.parse(output).map(({ name }: { name: string }) => name)
    assert.includeMembers(names, ['check-overdue-tasks', 'cleanup-archived-tasks'])
  })
})
