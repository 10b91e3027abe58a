import { DateTime } from 'luxon'
import User from '#accounts/users/models/user'
import NotificationPreference from '#notifications/preferences/models/notification_preference'

/**
 * The users for whom a summary may be due, by id from the one after `afterId` on. The clocks of
 * their time zones are read here, once for each zone: PostgreSQL's own knowledge of zones may be
 * of another year. `NotificationPreference.summaryDue` has the last word.
 */
export async function usersToSummarize(afterId: number, limit: number): Promise<User[]> {
  const clocks = await localClocks()
  return User.query()
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

/** What the clock on the wall shows in each zone that users live in. */
async function localClocks() {
  const now = DateTime.utc()
  const zones = await User.query().distinct('timezone').where('isActive', true).pojo<{
    timezone: string
  }>()
  return zones
    .map(({ timezone }) => ({ timezone, local: now.setZone(timezone) }))
    .filter(({ local }) => local.isValid)
    .map(({ timezone, local }) => ({ timezone, day: local.toISODate()!, hour: local.hour }))
}
