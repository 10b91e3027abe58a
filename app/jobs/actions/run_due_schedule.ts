import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { databasePoolSize } from '#config/database'
import ScheduleRun from '#jobs/models/schedule_run'
import { lastTick } from '#jobs/schedule/ticks'
import { BoundedQueue } from '#core/concurrency/bounded_queue'
import type { Schedule } from '#jobs/schedule/schedule'

/** A running schedule holds a connection and works with others: one of the pool is left to them. */
const slots = new BoundedQueue({ capacity: databasePoolSize - 1, maxWaiting: Infinity })

/**
 * Runs a schedule if its last tick has not run yet.
 *
 * The row of the schedule is locked while it runs: of several schedulers one runs a tick, and the
 * others find it taken or done. A scheduler that dies leaves the tick undone, and whoever looks
 * next runs it; several ticks that were missed run once.
 */
export class RunDueSchedule {
  /** Tells whether it ran. */
  async handle(schedule: Schedule): Promise<boolean> {
    return slots.run(1, () => this.#runIfDue(schedule))
  }

  async #runIfDue(schedule: Schedule) {
    const now = DateTime.utc()
    const tick = lastTick(schedule, now)
    await this.#remember(schedule, tick)

    return db.transaction(async (trx) => {
      const last = await ScheduleRun.query({ client: trx })
        .where('name', schedule.name)
        .where('last_tick_at', '<', tick.toSQL()!)
        .forUpdate()
        .skipLocked()
        .first()
      if (!last) return false

      const error = await this.#attempt(schedule)
      await last
        .merge({
          lastTickAt: tick,
          startedAt: now,
          finishedAt: DateTime.utc(),
          outcome: error ? 'failed' : 'succeeded',
          error: error && `${error.name}: ${error.message}`.slice(0, 2_000),
        })
        .save()
      return true
    })
  }

  /** What has never run starts with the next tick: nothing was missed. */
  async #remember({ name }: Schedule, tick: DateTime) {
    await db
      .table('schedules')
      .insert({ name, last_tick_at: tick.toSQL() })
      .knexQuery.onConflict('name')
      .ignore()
  }

  async #attempt({ name, run }: Schedule): Promise<Error | null> {
    try {
      await run()
      logger.info({ schedule: name }, `${name} ran`)
      return null
    } catch (error) {
      logger.error({ err: error, schedule: name }, `${name} failed`)
      return error as Error
    }
  }
}
