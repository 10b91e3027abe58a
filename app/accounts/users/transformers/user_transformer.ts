import { BaseTransformer } from '@adonisjs/core/transformers'
import type User from '#accounts/users/models/user'

/** The private part is for the user and admins. */
export default class UserTransformer extends BaseTransformer<User> {
  constructor(
    user: User,
    private actor: User
  ) {
    super(user)
  }

  toObject() {
    const user = this.resource
    const seesAll = this.actor.isAdmin || this.actor.id === user.id
    return {
      id: user.id,
      username: user.username,
      first_name: user.firstName,
      last_name: user.lastName,
      role: user.role,
      is_active: user.isActive,
      timezone: user.timezone,
      ...(seesAll && {
        email: user.email,
        email_verified: user.emailVerifiedAt !== null,
        weekly_capacity_hours: user.weeklyCapacityHours,
        shortcuts_enabled: user.shortcutsEnabled,
        last_signed_in_at: user.lastSignedInAt?.toISO() ?? null,
        created_at: user.createdAt.toISO(),
        updated_at: user.updatedAt.toISO(),
      }),
    }
  }
}
