import { Settings, type DateTime } from 'luxon'

const OPENING_HOUR = 7
const HOURS_A_DAY = 9

interface Moment {
  at: DateTime
  happens: () => Promise<unknown>
}

/**
 * A story in working days relative to today: day -1.5 is the middle of the last working day but
 * one. Scenes run in order; those in the future are skipped.
 */
export class Timeline {
  #moments: Moment[] = []

  constructor(private now: DateTime) {}

  on(day: number, happens: Moment['happens']) {
    this.#moments.push({ at: this.instant(day), happens })
  }

  /** A time within that day's working hours. */
  instant(day: number): DateTime {
    const whole = Math.floor(day)
    let date = this.#lastWorkingDay()
    for (let left = Math.abs(whole); left > 0;) {
      date = date.plus({ days: Math.sign(whole) })
      if (!isWeekend(date)) left--
    }
    return date.plus({ minutes: Math.round((OPENING_HOUR + (day - whole) * HOURS_A_DAY) * 60) })
  }

  endOf(day: number): DateTime {
    return this.instant(Math.floor(day) + (HOURS_A_DAY - 1) / HOURS_A_DAY)
  }

  /** Runs every scene with the clock set to its time. */
  async tell() {
    const clock = Settings.now
    const past = this.#moments.filter(({ at }) => at <= this.now)
    try {
      for (const { at, happens } of past.sort((a, b) => a.at.toMillis() - b.at.toMillis())) {
        Settings.now = () => at.toMillis()
        await happens()
      }
    } finally {
      Settings.now = clock
    }
  }

  #lastWorkingDay() {
    const today = this.now.startOf('day')
    return today.minus({ days: Math.max(0, today.weekday - 5) })
  }
}

function isWeekend(date: DateTime) {
  return date.weekday > 5
}
