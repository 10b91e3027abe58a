import { DateTime } from 'luxon'
import type { Transaction } from '#core/database/transaction'
import User from '#accounts/users/models/user'
import NotificationPreference from '#notifications/preferences/models/notification_preference'

/** Local times are computed here, because PostgreSQL's time zone data may differ. */
export async function usersToSummarize(
  afterId: number,
  limit: number,
  trx?: Transaction
): Promise<User[]> {
  const clocks = await localClocks(trx)
  return User.query({ client: trx })
    .joinRaw(
      `join unnest(?::text[], ?::date[], ?::int[]) as clocks(timezone, day, hour)
         on clocks.timezone = users.timezone`,
      [
        clocks.map(({ timezone }) => timezone),
        clocks.map(({ day }) => day),
        clocks.map(({ hour }) => hour),
      ]
    )
    .leftJoin('notification_preferences as wishes', 'wishes.user_id', 'users.id')
    .where('users.is_active', true)
    .whereNotNull('users.email_verified_at')
    .where('users.id', '>', afterId)
    .whereRaw('clocks.hour >= coalesce(wishes.summary_hour, ?)', [
      NotificationPreference.DEFAULTS.summaryHour,
    ])
    .whereRaw(`clocks.day > coalesce(wishes.summarized_on, '-infinity')`)
    .whereRaw(`coalesce(wishes.channels -> 'daily_summary', '["mail"]') @> '["mail"]'`)
    .select('users.*')
    .orderBy('users.id')
    .limit(limit)
}

async function localClocks(trx?: Transaction) {
  const now = DateTime.utc()
  const zones = await User.query({ client: trx })
    .distinct('timezone')
    .where('isActive', true)
    .pojo<{ timezone: string }>()
  return zones
    .map(({ timezone }) => ({ timezone, local: now.setZone(timezone) }))
    .filter(({ local }) => local.isValid)
    .map(({ timezone, local }) => ({ timezone, day: local.toISODate()!, hour: local.hour }))
}
