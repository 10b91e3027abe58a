import fc from 'fast-check'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { dueTime } from '#web/times'
import { travelTo } from '#tests/support/clock'
import { calendarDays, startOfDay } from '#core/calendar'

const ZONES = Intl.supportedValuesOf('timeZone')

/** A zone, an instant at which its offset changes, and another instant within two days. */
const aroundChange = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    year: fc.integer({ min: 1970, max: 2036 }),
    off: fc.integer({ min: -48 * 60, max: 48 * 60 }),
    nth: fc.nat(5),
  })
  .map(({ zone, year, off, nth }) => {
    const changes = changesIn(zone, year)
    const at = changes[nth % changes.length] ?? DateTime.utc(year, 3, 29)
    return at.plus({ minutes: off }).setZone(zone)
  })

test.group('Calendar', () => {
  test('a day in {zone} begins at {begins}')
    .with([
      { zone: 'America/Santiago', date: '2026-09-06', begins: '2026-09-06T04:00:00.000Z' },
      { zone: 'Africa/Cairo', date: '2026-04-24', begins: '2026-04-23T22:00:00.000Z' },
      { zone: 'America/Havana', date: '2026-11-01', begins: '2026-11-01T04:00:00.000Z' },
      { zone: 'Atlantic/Azores', date: '2026-10-25', begins: '2026-10-25T00:00:00.000Z' },
      { zone: 'Europe/Berlin', date: '2026-03-29', begins: '2026-03-28T23:00:00.000Z' },
    ])
    .run(({ assert }, { zone, date, begins }) => {
      const noon = DateTime.fromISO(`${date}T12:00`, { zone })
      assert.equal(startOfDay(noon).toUTC().toISO(), begins)
    })

  test('the start of a day is its first instant', ({ assert }) => {
    fc.assert(
      fc.property(aroundChange, (moment) => {
        const start = startOfDay(moment)
        assert.isTrue(start <= moment)
        assert.equal(start.toISODate(), moment.toISODate())
        assert.notEqual(start.minus({ milliseconds: 1 }).toISODate(), moment.toISODate())
      }),
      { numRuns: 500 }
    )
  })

  test('counts calendar days, across changes of the offset', ({ assert }) => {
    fc.assert(
      fc.property(aroundChange, fc.integer({ min: -9, max: 9 }), fc.nat(86_399), (now, days, s) => {
        const { year, month, day } = DateTime.fromISO(now.toISODate()!, { zone: 'utc' }).plus({
          days,
        })
        const then = DateTime.fromObject({ year, month, day }, { zone: now.zone }).set({
          hour: Math.floor(s / 3600),
        })
        if (then.day === day) assert.equal(calendarDays(now, then), days)
      }),
      { numRuns: 500 }
    )
  })

  test('in {zone} at {now}, a due date of {due} is due {label}')
    .with([
      {
        zone: 'America/Santiago',
        now: '2026-09-05T12:00',
        due: '2026-09-06T09:00',
        label: 'Tomorrow 09:00',
      },
      {
        zone: 'America/Santiago',
        now: '2026-09-06T12:00',
        due: '2026-09-05T09:00',
        label: 'Yesterday',
      },
      {
        zone: 'America/Santiago',
        now: '2026-09-06T12:00',
        due: '2026-09-07T09:00',
        label: 'Tomorrow 09:00',
      },
      {
        zone: 'America/Santiago',
        now: '2026-09-05T12:00',
        due: '2026-09-12T09:00',
        label: '12 Sept',
      },
      {
        zone: 'Africa/Cairo',
        now: '2026-04-23T23:30',
        due: '2026-04-24T01:00',
        label: 'Tomorrow 01:00',
      },
      {
        zone: 'Africa/Cairo',
        now: '2026-04-24T01:30',
        due: '2026-04-23T23:59',
        label: 'Yesterday',
      },
      {
        zone: 'Asia/Beirut',
        now: '2026-03-28T08:00',
        due: '2026-03-29T08:00',
        label: 'Tomorrow 08:00',
      },
      {
        zone: 'Africa/Cairo',
        now: '2026-10-29T23:30',
        due: '2026-10-30T00:00',
        label: 'Tomorrow 00:00',
      },
      {
        zone: 'America/Asuncion',
        now: '2023-09-30T08:00',
        due: '2023-10-01T08:00',
        label: 'Tomorrow 08:00',
      },
    ])
    .run(({ assert }, { zone, now, due, label }) => {
      travelTo(DateTime.fromISO(now, { zone }).toISO()!)
      assert.equal(dueTime(DateTime.fromISO(due, { zone }).toUTC(), zone), label)
    })

  test('labels today, tomorrow and yesterday by calendar day, in every zone', ({ assert }) => {
    fc.assert(
      fc.property(
        aroundChange,
        aroundChange.map(({ hour }) => hour),
        (now, hour) => {
          travelTo(now.toISO()!)
          for (const [days, label] of [
            [0, 'Today'],
            [1, 'Tomorrow'],
            [-1, 'Yesterday'],
          ] as const) {
            const date = DateTime.fromISO(now.toISODate()!, { zone: 'utc' }).plus({ days })
            const { year, month, day } = date
            const due = DateTime.fromObject({ year, month, day, hour }, { zone: now.zone })
            if (due.toISODate() !== date.toISODate()) continue // a date that this zone skipped
            assert.isTrue(dueTime(due.toUTC(), now.zoneName!).startsWith(label))
          }
        }
      ),
      { numRuns: 300 }
    )
  })
})

/** Finds the changes of the offset in a year, to the minute. */
function changesIn(zone: string, year: number): DateTime[] {
  const changes: DateTime[] = []
  const offsetAt = (at: DateTime) => at.setZone(zone).offset
  for (let month = 1; month <= 12; month++) {
    let from = DateTime.utc(year, month)
    let to = from.plus({ months: 1 })
    if (offsetAt(from) === offsetAt(to)) continue
    while (to.diff(from).as('minutes') > 1) {
      const middle = from.plus({ minutes: Math.ceil(to.diff(from).as('minutes') / 2) })
      if (offsetAt(middle) === offsetAt(from)) from = middle
      else to = middle
    }
    changes.push(to)
  }
  return changes
}
