import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import type User from '#accounts/users/models/user'
import { Notify } from '#notifications/notifications/actions/notify'
import DeliverMailJob from '#notifications/deliveries/jobs/deliver_mail_job'
import { isEmpty, summarizeDay } from '#notifications/summaries/queries/summarize_day'
import { usersToSummarize } from '#notifications/summaries/queries/users_to_summarize'
import NotificationPreference from '#notifications/preferences/models/notification_preference'

/** How many users are read at once. */
const BATCH = 500

/**
 * Gives each user their summary once on each of their own days, from the hour on that they chose.
 * Who has nothing to do that day is not bothered. What was missed is made up for later on the same
 * day, and never on the next.
 */
export class GenerateDailySummary {
  /** The users who would be given one. */
  async due(): Promise<User[]> {
    const due: User[] = []
    for await (const user of this.#candidates()) {
      if (!isEmpty(await summarizeDay(user))) due.push(user)
    }
    return due
  }

  /**
   * Tells how many users were given one. One user's failure is no other's: it throws when all have
   * had their turn, and those who failed are tried again with the next run.
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

  /** The day is noted with the summary itself, under a lock: no restart gives a second one. */
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
