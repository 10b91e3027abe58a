import { UserSchema } from '#database/schema'
import hash from '@adonisjs/core/services/hash'
import { compose } from '@adonisjs/core/helpers'
import { beforeCreate } from '@adonisjs/lucid/orm'
import { withAuthFinder } from '@adonisjs/auth/mixins/lucid'
import { DbAccessTokensProvider, type AccessToken } from '@adonisjs/auth/access_tokens'

export const ROLES = ['admin', 'manager', 'member', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/** Somebody who signs in. The role says what they may do everywhere; a team may add to it. */
export default class User extends compose(
  UserSchema,
  withAuthFinder(hash, { uids: ['email', 'username'], passwordColumnName: 'password' })
) {
  declare role: Role

  /** Set by the guard when the request came with a long-lived access token. */
  declare currentAccessToken?: AccessToken

  static accessTokens = DbAccessTokensProvider.forModel(User)

  /** A user who was just made is whole, as one who was read: these are the columns' defaults. */
  @beforeCreate()
  static applyDefaults(user: User) {
    user.firstName ??= ''
    user.lastName ??= ''
    user.role ??= 'member'
    user.timezone ??= 'UTC'
    user.weeklyCapacityHours ??= 40
    user.isActive ??= true
    user.accessVersion ??= 1
  }

  /** Sign-in takes the username or the address, whatever the case. */
  static findForAuth(_uids: string[], login: string) {
    return this.query()
      .whereRaw('lower(username) = lower(?)', [login])
      .orWhereRaw('lower(email) = lower(?)', [login])
      .first() as any
  }

  get isAdmin(): boolean {
    return this.role === 'admin'
  }

  /** Viewers read what is theirs to see and change nothing. */
  get isViewer(): boolean {
    return this.role === 'viewer'
  }

  /** How pages call them: the full name, or the username where there is none. */
  get displayName(): string {
    return `${this.firstName} ${this.lastName}`.trim() || this.username
  }
}
