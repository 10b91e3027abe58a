import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import type User from '#accounts/users/models/user'
import { Notify } from '#notifications/notifications/actions/notify'
import DeliverMailJob from '#notifications/deliveries/jobs/deliver_mail_job'
import { isEmpty, summarizeDay } from '#notifications/summaries/queries/summarize_day'
import { usersToSummarize } from '#notifications/summaries/queries/users_to_summarize'
import NotificationPreference from '#notifications/preferences/models/notification_preference'

const BATCH = 500

/**
 * Once per local day, from the hour the user chose; skipped when nothing is due. A missed one is
 * sent later the same day.
 */
export class GenerateDailySummary {
  async due(): Promise<User[]> {
    const due: User[] = []
    for await (const user of this.#candidates()) {
      if (!isEmpty(await summarizeDay(user))) due.push(user)
    }
    return due
  }

  /**
   * Returns the number of summaries. Failures of single users are collected and thrown at the end.
   */
  async handle(): Promise<number> {
    let given = 0
    const failed: unknown[] = []
    for await (const user of this.#candidates()) {
      try {
        if (await this.#give(user)) given++
      } catch (error) {
        logger.error({ err: error, user: user.id }, 'a daily summary failed')
        failed.push(error)
      }
    }
    if (failed.length > 0) throw new AggregateError(failed, `${failed.length} summaries failed`)
    return given
  }

  async *#candidates() {
    let users: User[] = []
    do {
      users = await usersToSummarize(users.at(-1)?.id ?? 0, BATCH)
      yield* users
    } while (users.length === BATCH)
  }

  /** Idempotent: the day is stored with the summary under a lock. */
  async #give(user: User) {
    const told = await db.transaction(async (trx) => {
      const preference = await NotificationPreference.lock(user.id, trx)
      const day = preference.summaryDue(user.timezone)
      if (!day) return null

      await preference.merge({ summarizedOn: DateTime.fromISO(day) }).save()
      if (isEmpty(await summarizeDay(user, trx))) return null

      return new Notify().handle(
        {
          userId: user.id,
          kind: 'daily_summary',
          cause: `summary:${day}`,
          taskId: null,
          actorId: null,
        },
        trx
      )
    })
    if (told?.delivery) await DeliverMailJob.dispatchFor([told.delivery])
    return told !== null
  }
}
