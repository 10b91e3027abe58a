import { DateTime } from 'luxon'
import { inBatches } from '#core/database/in_batches'
import { inSavepoint, type Transaction } from '#core/database/transaction'
import logger from '@adonisjs/core/services/logger'
import type User from '#accounts/users/models/user'
import { Notify } from '#notifications/notifications/actions/notify'
import { isEmpty, summarizeDay } from '#notifications/summaries/queries/summarize_day'
import { usersToSummarize } from '#notifications/summaries/queries/users_to_summarize'
import NotificationPreference from '#notifications/preferences/models/notification_preference'

const BATCH = 500

/** Once per local day; a missed one is sent later the same day. */
export class GenerateDailySummary {
  async due(): Promise<User[]> {
    const due: User[] = []
    await this.#forEachCandidate(async (user) => {
      if (!isEmpty(await summarizeDay(user))) due.push(user)
    })
    return due
  }

  /** Failures of single users are collected and thrown at the end. */
  async handle(trx?: Transaction): Promise<number> {
    let given = 0
    const failed: unknown[] = []
    await this.#forEachCandidate(async (user) => {
      try {
        if (await this.#give(user, trx)) given++
      } catch (error) {
        logger.error({ err: error, user: user.id }, 'a daily summary failed')
        failed.push(error)
      }
    }, trx)
    if (failed.length > 0) throw new AggregateError(failed, `${failed.length} summaries failed`)
    return given
  }

  async #forEachCandidate(work: (user: User) => Promise<void>, trx?: Transaction) {
    let lastId = 0
    await inBatches(BATCH, async (limit) => {
      const users = await usersToSummarize(lastId, limit, trx)
      for (const user of users) await work(user)
      lastId = users.at(-1)?.id ?? lastId
      return users.length
    })
  }

  /** Idempotent: the day is stored with the summary under a lock. */
  #give(user: User, outer?: Transaction): Promise<boolean> {
    return inSavepoint(outer, async (trx) => {
      const preference = await NotificationPreference.lock(user.id, trx)
      const day = preference.summaryDue(user.timezone)
      if (!day) return false

      await preference.merge({ summarizedOn: DateTime.fromISO(day) }).save()
      if (isEmpty(await summarizeDay(user, trx))) return false

      const cause = `summary:${day}`
      return new Notify().handle(
        { userId: user.id, kind: 'daily_summary', cause, taskId: null, actorId: null },
        trx
      )
    })
  }
}
