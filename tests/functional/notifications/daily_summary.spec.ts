import fc from 'fast-check'
import { test } from '@japa/runner'
import { DateTime, Settings } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import User from '#accounts/users/models/user'
import { travelTo } from '#tests/support/clock'
import { UserFactory } from '#database/factories/user_factory'
import { assign, TaskFactory } from '#database/factories/task_factory'
import Notification from '#notifications/notifications/models/notification'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'
import NotificationPreference from '#notifications/preferences/models/notification_preference'
import { summarizeDay } from '#notifications/summaries/queries/summarize_day'
import { GenerateDailySummary } from '#notifications/summaries/actions/generate_daily_summary'

/**
 * From UTC−11 to UTC+14, with quarter-hour offsets, and clocks that change by night or at midnight.
 */
const ZONES = [
  'Pacific/Pago_Pago',
  'Pacific/Honolulu',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'Atlantic/Azores',
  'UTC',
  'Europe/Berlin',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
]

/** The days before clock changes in either direction, a leap day, and New Year. */
const DAYS_BEFORE = [
  '2026-03-07T12:00:00Z',
  '2026-03-28T12:00:00Z',
  '2026-04-04T00:00:00Z',
  '2026-04-23T12:00:00Z',
  '2026-09-05T12:00:00Z',
  '2026-10-03T06:00:00Z',
  '2026-10-24T12:00:00Z',
  '2026-10-31T12:00:00Z',
  '2028-02-28T00:00:00Z',
  '2026-12-30T12:00:00Z',
]

const setClock = (at: DateTime) => (Settings.now = () => at.toMillis())
const withOpenTask = async (user: User) => {
  const dueDate = DateTime.fromISO('2020-01-01T12:00:00Z')
  await assign(await TaskFactory.merge({ createdById: user.id, dueDate }).create(), user)
  return user
}
const daysOf = async (user: User) => {
  const told = await Notification.query().where({ userId: user.id, kind: 'daily_summary' })
  return told.map(({ cause }) => cause.replace('summary:', '')).sort()
}

/** Local time, computed independently of the product's code. */
function wallClock(at: DateTime, timeZone: string) {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  })
  const parts = new Map<string, string>(
    format.formatToParts(at.toJSDate()).map(({ type, value }) => [type, value])
  )
  const day = ['year', 'month', 'day'].map((part) => parts.get(part)).join('-')
  return { day, hour: Number(parts.get('hour')) }
}

test.group('Daily summaries', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => void (Settings.now = () => Date.now()))

  test("are sent once per local day, from the user's hour on", async ({ assert }) => {
    const user = await withOpenTask(await UserFactory.create())
    const days = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 8, maxLength: 30 })

    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ZONES),
        fc.constantFrom(...DAYS_BEFORE),
        fc.integer({ min: 0, max: 23 }),
        days,
        async (timezone, eve, summaryHour, pauses) => {
          await startAnew(user, timezone, summaryHour)
          let now = DateTime.fromISO(eve)
          let before: string[] = []
          for (const minutes of pauses) {
            now = now.plus({ minutes })
            setClock(now)
            await new GenerateDailySummary().handle()
            await new GenerateDailySummary().handle()

            const { day, hour } = wallClock(now, timezone)
            const after = await daysOf(user)
            const added = after.slice(before.length)
            if (hour >= summaryHour) assert.include(after, day, 'sent later on the same day')
            else assert.notInclude(after, day, 'never before the hour')
            assert.isAtMost(added.length, 1)
            assert.isTrue(
              added.every((each) => each === day),
              'never for another day'
            )
            assert.lengthOf(new Set(after), after.length)
            before = after
          }
        }
      ),
      { numRuns: 40 }
    )
  })

  test('are not sent twice after a change of the time zone', async ({ assert }) => {
    const user = await withOpenTask(await UserFactory.create())
    const moves = fc.array(fc.tuple(fc.integer({ min: 1, max: 600 }), fc.constantFrom(...ZONES)), {
      minLength: 5,
      maxLength: 25,
    })

    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...DAYS_BEFORE),
        fc.nat({ max: 23 }),
        moves,
        async (eve, at, all) => {
          await startAnew(user, 'UTC', at)
          let now = DateTime.fromISO(eve)
          for (const [minutes, timezone] of all) {
            now = now.plus({ minutes })
            setClock(now)
            await user.merge({ timezone }).save()
            await new GenerateDailySummary().handle()

            const { day, hour } = wallClock(now, timezone)
            const given = await daysOf(user)
            assert.lengthOf(new Set(given), given.length)
            if (hour >= at) assert.isTrue((given.at(-1) ?? '') >= day, `${day} or later was given`)
          }
        }
      ),
      { numRuns: 40 }
    )
  })

  async function startAnew(user: User, timezone: string, summaryHour: number) {
    await Notification.query().where('userId', user.id).delete()
    await NotificationPreference.updateOrCreate(
      { userId: user.id },
      { channels: {}, summaryHour, summarizedOn: null }
    )
    await user.merge({ timezone }).save()
  }

  test('whose hour is skipped by daylight saving are sent right after it', async ({ assert }) => {
    const user = await withOpenTask(await UserFactory.merge({ timezone: 'Europe/Berlin' }).create())
    await NotificationPreference.create({ userId: user.id, channels: {}, summaryHour: 2 })

    travelTo('2026-03-29T00:59:00Z')
    assert.equal(await new GenerateDailySummary().handle(), 0)
    travelTo('2026-03-29T01:00:00Z')
    assert.equal(await new GenerateDailySummary().handle(), 1)
    assert.deepEqual(await daysOf(user), ['2026-03-29'])
  })

  test('whose hour occurs twice are sent the first time', async ({ assert }) => {
    const user = await withOpenTask(await UserFactory.merge({ timezone: 'Europe/Berlin' }).create())
    await NotificationPreference.create({ userId: user.id, channels: {}, summaryHour: 2 })

    travelTo('2026-10-25T00:00:00Z')
    assert.equal(await new GenerateDailySummary().handle(), 1)
    travelTo('2026-10-25T01:00:00Z')
    assert.equal(await new GenerateDailySummary().handle(), 0)
  })

  test("work on days that start at one o'clock, or have two midnights")
    .with([
      { timezone: 'America/Santiago', now: '2026-09-05T12:00', starts: '2026-09-06T04:00:00Z' },
      { timezone: 'America/Havana', now: '2026-10-31T12:00', starts: '2026-11-01T04:00:00Z' },
    ])
    .run(async ({ assert }, { timezone, now, starts }) => {
      travelTo(DateTime.fromISO(now, { zone: timezone }).toISO()!)
      const user = await UserFactory.merge({ timezone }).create()
      const tomorrow = DateTime.fromISO(starts)
      const week = DateTime.fromISO(now, { zone: timezone }).plus({ days: 7 }).startOf('day')
      for (const dueDate of [tomorrow.minus({ seconds: 1 }), tomorrow, week]) {
        await assign(await TaskFactory.merge({ createdById: user.id, dueDate }).create(), user)
      }
      await assign(
        await TaskFactory.merge({
          createdById: user.id,
          dueDate: week.minus({ seconds: 1 }),
        }).create(),
        user
      )

      const { dueToday, dueSoon } = await summarizeDay(user)
      assert.lengthOf(dueToday.tasks, 1)
      assert.lengthOf(dueSoon.tasks, 2)
    })

  test('are not sent to users without tasks, who opted out, or are disabled', async ({
    assert,
  }) => {
    travelTo('2026-05-05T12:00:00Z')
    await UserFactory.create()
    const silent = await withOpenTask(await UserFactory.create())
    await NotificationPreference.create({ userId: silent.id, channels: { daily_summary: [] } })
    await withOpenTask(await UserFactory.apply('disabled').create())
    const told = await withOpenTask(await UserFactory.create())

    const due = await new GenerateDailySummary().due()
    assert.deepEqual(
      due.map(({ id }) => id),
      [told.id]
    )
    assert.equal(await new GenerateDailySummary().handle(), 1)
    assert.lengthOf(await daysOf(told), 1)
  })

  test('are sent to others despite a user with an unknown time zone', async ({ assert }) => {
    travelTo('2026-05-05T12:00:00Z')
    const stranger = await withOpenTask(await UserFactory.create())
    await User.query().where('id', stranger.id).update({ timezone: 'Middle/Earth' })
    const user = await withOpenTask(await UserFactory.create())

    assert.equal(await new GenerateDailySummary().handle(), 1)
    assert.lengthOf(await daysOf(user), 1)
  })
})

test.group('Concurrent runs of daily summaries', (group) => {
  const users: User[] = []

  group.setup(async () => {
    for (let i = 0; i < 12; i++) users.push(await withOpenTask(await UserFactory.create()))
    // Half of them have saved preferences, and half have the defaults.
    for (const { id } of users.slice(6)) {
      await NotificationPreference.create({ userId: id, channels: {}, summaryHour: 5 })
    }
    return async () => {
      const ids = users.map(({ id }) => id)
      await db.from('tasks').whereIn('created_by_id', ids).delete()
      await db.from('users').whereIn('id', ids).delete()
    }
  })
  group.each.teardown(() => void (Settings.now = () => Date.now()))

  test('send each user one', async ({ assert }) => {
    setClock(DateTime.fromISO('2031-05-05T12:00:00Z'))
    const ids = users.map(({ id }) => id)

    await Promise.all(Array.from({ length: 4 }, () => new GenerateDailySummary().handle()))

    assert.lengthOf(await Notification.query().whereIn('userId', ids), 12)
    assert.lengthOf(await NotificationDelivery.query().whereIn('userId', ids), 12)
  })
})
