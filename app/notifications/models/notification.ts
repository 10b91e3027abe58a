import { NotificationSchema } from '#database/schema'
import { belongsTo, scope } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import User from '#accounts/models/user'
import type { Kind } from '#notifications/kinds'

/** Something that a user was told. */
export default class Notification extends NotificationSchema {
  declare kind: Kind
  declare payload: Record<string, unknown>

  @belongsTo(() => User, { foreignKey: 'actorId' })
  declare actor: BelongsTo<typeof User>

  /** What stands in the user's own list. */
  static visibleTo = scope((query, user: User) => {
    query.where('notifications.user_id', user.id).where('notifications.in_app', true)
  })

  static unread = scope((query) => {
    query.whereNull('notifications.read_at')
  })
}
