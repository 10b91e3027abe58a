import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { inTransaction } from '#core/database/transaction'
import { databasePoolSize } from '#config/database'
import ScheduleRun from '#jobs/models/schedule_run'
import { lastTick } from '#jobs/schedule/ticks'
import { BoundedQueue } from '#core/concurrency/bounded_queue'
import type { Schedule } from '#jobs/schedule/schedule'

/** A running schedule holds a connection and works with others: one of the pool is left to them. */
const slots = new BoundedQueue({ capacity: databasePoolSize - 1, maxWaiting: Infinity })

/** The row lock makes several schedulers run a tick once. */
export class RunDueSchedule {
  /** Whether it ran. */
  async handle(schedule: Schedule): Promise<boolean> {
    return slots.run(1, () => this.#runIfDue(schedule))
  }

  async #runIfDue(schedule: Schedule) {
    const now = DateTime.utc()
    const tick = lastTick(schedule, now)
    await this.#remember(schedule, tick)

    return inTransaction(undefined, async (trx) => {
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

  /** A new schedule starts with the next tick. */
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
