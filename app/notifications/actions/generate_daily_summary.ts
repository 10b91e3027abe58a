import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import User from '#accounts/models/user'
import { Notify } from '#notifications/actions/notify'
import DeliverMailJob from '#notifications/jobs/deliver_mail_job'
import { summaryDay } from '#notifications/summary_day'
import { isEmpty, summarizeDay } from '#notifications/queries/summarize_day'
import NotificationPreference from '#notifications/models/notification_preference'

/**
 * Gives each user their summary once on each of their own days, from the hour on that they chose.
 * Who has nothing to do that day is not bothered. What was missed is made up for later on the same
 * day, and never on the next.
 */
export class GenerateDailySummary {
  /** The users whose summary is due, and who would get one. */
  async due(): Promise<User[]> {
    const due: User[] = []
    await this.#eachDue(async (user) => void due.push(user))
    return due
  }

  /** Tells how many users were given one. */
  async handle(): Promise<number> {
    let given = 0
    await this.#eachDue(async (user, day) => {
      if (await this.#give(user, day)) given++
    })
    return given
  }

  async #eachDue(act: (user: User, day: string) => Promise<void>) {
    const preferences = await NotificationPreference.all()
    const byUser = new Map(preferences.map((preference) => [preference.userId, preference]))
    const users = await User.query().where('isActive', true).orderBy('id')

    for (const user of users) {
      const preference = byUser.get(user.id) ?? (await NotificationPreference.of(user.id))
      const day = summaryDay(DateTime.utc(), user.timezone, preference.summaryHour)
      const isDone = !day || (preference.summarizedOn?.toISODate() ?? '') >= day
      if (!isDone && preference.wants('daily_summary', 'mail')) await act(user, day)
    }
  }

  /** The day is noted with the summary itself, under a lock: no restart gives a second one. */
  async #give(user: User, day: string) {
    const delivery = await db.transaction(async (trx) => {
      await User.query({ client: trx }).where('id', user.id).forUpdate().firstOrFail()
      const preference = await NotificationPreference.of(user.id, trx)
      if ((preference.summarizedOn?.toISODate() ?? '') >= day) return null

      await preference.merge({ summarizedOn: DateTime.fromISO(day) }).save()
      const summary = await summarizeDay(user)
      if (isEmpty(summary)) return null

      return new Notify().handle(
        {
          userId: user.id,
          kind: 'daily_summary',
          cause: `summary:${day}`,
          taskId: null,
          actorId: null,
          payload: { ...summary },
        },
        trx
      )
    })
    if (delivery) await DeliverMailJob.dispatchFor([delivery])
    return delivery !== null
  }
}
