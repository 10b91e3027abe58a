import { DateTime } from 'luxon'
import { UserSchema } from '#database/schema'
import hash from '@adonisjs/core/services/hash'
import { beforeCreate, beforeSave, scope } from '@adonisjs/lucid/orm'
import type { ChainableContract } from '@adonisjs/lucid/types/querybuilder'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DbAccessTokensProvider, type AccessToken } from '@adonisjs/auth/access_tokens'

export const ROLES = ['admin', 'manager', 'member', 'viewer'] as const
export type Role = (typeof ROLES)[number]

type UsersSeenBy = (actor: User) => ChainableContract
const revealed: UsersSeenBy[] = []

/** Somebody who signs in. The role says what they may do everywhere; a team may add to it. */
export default class User extends UserSchema {
  declare role: Role

  /** Set by the guard when the request came with a long-lived access token. */
  declare currentAccessToken?: AccessToken

  static accessTokens = DbAccessTokensProvider.forModel(User)

  /** What the API may leave out of a profile. */
  static PROFILE_DEFAULTS = {
    firstName: '',
    lastName: '',
    timezone: 'UTC',
    weeklyCapacityHours: 40,
    shortcutsEnabled: true,
  }

  /** A user who was just made is whole, like one who was read: these are the columns' defaults. */
  @beforeCreate()
  static applyDefaults(user: User) {
    const role: Role = 'member'
    const defaults = { ...User.PROFILE_DEFAULTS, role, isActive: true, accessVersion: 1 }
    const emailVerifiedAt = DateTime.utc()
    user.merge({ ...defaults, emailVerifiedAt, ...user.$attributes })
  }

  /** Hashing is slow on purpose: `hashPassword` comes before a transaction begins, never within. */
  @beforeSave()
  static refusePlainPassword({ $dirty }: User) {
    if ($dirty.password === undefined || hash.isValidHash($dirty.password)) return
    throw new Error('A password must be hashed before it is saved')
  }

  /** The user with this username or e-mail address, whatever the case. */
  static findByLogin(login: string, trx?: TransactionClientContract): Promise<User | null> {
    return this.query({ client: trx })
      .whereRaw('lower(username) = lower(?)', [login])
      .orWhereRaw('lower(email) = lower(?)', [login])
      .first()
  }

  /** With one of these usernames, whatever the case. */
  static named = scope((query, usernames: readonly string[]) => {
    query.whereRaw('lower(users.username) = any (array(select lower(unnest(?::text[]))))', [
      [...usernames],
    ])
  })

  /** The user with this e-mail address, whatever its case. */
  static findByEmail(email: string, trx?: TransactionClientContract): Promise<User | null> {
    return this.query({ client: trx }).whereRaw('lower(email) = lower(?)', [email]).first()
  }

  /**
   * Those whom the user may know of: themselves and whom `revealTo` adds; for admins and managers
   * everybody.
   */
  static visibleTo = scope((query, actor: User) => {
    if (actor.isAdmin || actor.role === 'manager') return

    query.where((either) => {
      either.where('users.id', actor.id)
      for (const usersSeenBy of revealed) either.orWhereIn('users.id', usersSeenBy(actor))
    })
  })

  /** Lets a user see others, such as the members of their teams: takes a subquery of ids. */
  static revealTo(usersSeenBy: UsersSeenBy) {
    revealed.push(usersSeenBy)
  }

  /**
   * The active ones among the users with these ids, as far as the actor sees them; none of them is
   * disabled before `trx` ends.
   */
  static async findActive(
    actor: User,
    ids: readonly number[],
    trx: TransactionClientContract
  ): Promise<User[]> {
    const users = this.query({ client: trx })
      .withScopes((scopes) => scopes.visibleTo(actor))
      .whereIn('id', [...ids])
      .where('isActive', true)
      .orderBy('id')
    users.knexQuery.forKeyShare()
    return users
  }

  get isAdmin(): boolean {
    return this.role === 'admin'
  }

  get isActiveAdmin(): boolean {
    return this.isAdmin && this.isActive
  }

  /** Viewers read what is theirs to see and change nothing. */
  get isViewer(): boolean {
    return this.role === 'viewer'
  }

  /** How people are called everywhere: by the full name, or the username where there is none. */
  get displayName(): string {
    return `${this.firstName} ${this.lastName}`.trim() || this.username
  }

  /** `@ada`, as it is typed, beside the name where people are chosen; null where it is the name. */
  get handle(): string | null {
    return this.displayName === this.username ? null : `@${this.username}`
  }
}
