import { test } from '@japa/runner'
import fc from 'fast-check'
import { DateTime, Settings } from 'luxon'
import env from '#start/env'
import db from '@adonisjs/lucid/services/db'
import { setTimeout as sleep } from 'node:timers/promises'
import ScheduleRun from '#jobs/models/schedule_run'
import { RunDueSchedule } from '#jobs/actions/run_due_schedule'
import { lastTick, nextTick } from '#jobs/schedule/ticks'
import type { Schedule } from '#jobs/schedule/schedule'

const runDue = (schedule: Schedule) => new RunDueSchedule().handle(schedule)

const at = (iso: string) => {
  const instant = DateTime.fromISO(iso).toMillis()
  Settings.now = () => instant
}

test.group('Running due schedules', (group) => {
  let runs: number
  let hourly: Schedule

  group.each.setup(async () => {
    await db.rawQuery('truncate schedules')
    runs = 0
    hourly = { name: 'hourly', cron: '0 * * * *', run: async () => void runs++ }
    at('2026-03-01T10:30:00Z')
    await runDue(hourly)
    return () => {
      Settings.now = () => Date.now()
    }
  })

  test('catches up on nothing before the first start', ({ assert }) => {
    assert.equal(runs, 0)
  })

  test('runs each tick once', async ({ assert }) => {
    at('2026-03-01T11:00:00Z')
    assert.isTrue(await runDue(hourly))
    assert.isFalse(await runDue(hourly))
    assert.equal(runs, 1)
  })

  test('catches up on several missed ticks with one run', async ({ assert }) => {
    at('2026-03-04T07:12:00Z')
    await runDue(hourly)
    await runDue(hourly)
    assert.equal(runs, 1)
  })

  test('runs a tick once with several schedulers', async ({ assert }) => {
    at('2026-03-01T11:00:00Z')
    const slow = { ...hourly, run: () => sleep(100).then(() => runs++) }
    await Promise.all(Array.from({ length: 5 }, () => runDue(slow)))
    assert.equal(runs, 1)
  })

  test('keeps a connection free for the work when all schedulers hold one', async ({ assert }) => {
    const size = env.get('DATABASE_POOL_SIZE') ?? 10
    const all = Array.from({ length: size }, (_, index) => ({
      ...hourly,
      name: `hourly ${index}`,
      run: () => db.rawQuery('select pg_sleep(0.05)'),
    }))
    for (const each of all) await runDue(each)
    at('2026-03-01T11:00:00Z')
    await Promise.all(all.map(runDue))

    const outcomes = await ScheduleRun.query().whereNot('name', 'hourly')
    assert.deepEqual(
      outcomes.map(({ outcome }) => outcome),
      all.map(() => 'succeeded')
    )
  }).timeout(15_000)

  test('records a failure, and runs the next tick', async ({ assert }) => {
    at('2026-03-01T11:00:00Z')
    await runDue({ ...hourly, run: () => Promise.reject(new Error('no luck')) })
    const run = await ScheduleRun.findByOrFail('name', 'hourly')
    assert.containsSubset(run, { outcome: 'failed', error: 'Error: no luck' })

    at('2026-03-01T12:00:00Z')
    await runDue(hourly)
    await run.refresh()
    assert.containsSubset(run, { outcome: 'succeeded', error: null })
  })

  test('finds now between the last tick and the next', ({ assert }) => {
    const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01') })
    const cron = fc.constantFrom('*/15 * * * *', '0 * * * *', '30 6 * * *', '0 3 * * 0')

    fc.assert(
      fc.property(fc.tuple(instant, cron), ([date, expression]) => {
        fc.pre(!Number.isNaN(date.getTime()))
        const now = DateTime.fromJSDate(date)
        const schedule = { name: 'any', cron: expression, run: async () => {} }
        const [last, next] = [lastTick(schedule, now), nextTick(schedule, now)]

        assert.isTrue(last <= now && now < next)
        assert.equal(lastTick(schedule, last).toMillis(), last.toMillis())
        assert.equal(nextTick(schedule, last).toMillis(), next.toMillis())
      })
    )
  })
})
