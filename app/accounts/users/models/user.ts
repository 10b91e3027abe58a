import { DateTime } from 'luxon'
import { UserSchema } from '#database/schema'
import hash from '@adonisjs/core/services/hash'
import { beforeCreate, beforeSave, scope } from '@adonisjs/lucid/orm'
import type { ChainableContract } from '@adonisjs/lucid/types/querybuilder'
import type { Transaction } from '#core/database/transaction'
import { DbAccessTokensProvider, type AccessToken } from '@adonisjs/auth/access_tokens'

export const ROLES = ['admin', 'manager', 'member', 'viewer'] as const
export type Role = (typeof ROLES)[number]

export interface UserActor {
  kind: 'user'
  user: User
}

export interface SystemActor {
  kind: 'system'
  /** For people: "overdue check". */
  name: string
}

/** The system may do everything: its caller has decided what. */
export type Actor = UserActor | SystemActor

type UsersSeenBy = (user: User) => ChainableContract
const revealed: UsersSeenBy[] = []

export default class User extends UserSchema {
  declare role: Role

  /** Set when the request has a long-lived token. */
  declare currentAccessToken?: AccessToken

  static accessTokens = DbAccessTokensProvider.forModel(User)

  static PROFILE_DEFAULTS = {
    firstName: '',
    lastName: '',
    timezone: 'UTC',
    weeklyCapacityHours: 40,
    shortcutsEnabled: true,
  }

  /** The columns' defaults, so that a new instance is complete. */
  @beforeCreate()
  static applyDefaults(user: User) {
    const role: Role = 'member'
    const defaults = { ...User.PROFILE_DEFAULTS, role, isActive: true, accessVersion: 1 }
    const emailVerifiedAt = DateTime.utc()
    user.merge({ ...defaults, emailVerifiedAt, ...user.$attributes })
  }

  /** Hashing is slow: call `hashPassword` before the transaction. */
  @beforeSave()
  static refusePlainPassword({ $dirty }: User) {
    if ($dirty.password === undefined || hash.isValidHash($dirty.password)) return
    throw new Error('A password must be hashed before it is saved')
  }

  /** By username or email address, regardless of case. */
  static findByLogin(login: string, trx?: Transaction): Promise<User | null> {
    return this.query({ client: trx })
      .whereRaw('lower(username) = lower(?)', [login])
      .orWhereRaw('lower(email) = lower(?)', [login])
      .first()
  }

  static named = scope((query, usernames: readonly string[]) => {
    query.whereRaw('lower(users.username) = any (array(select lower(unnest(?::text[]))))', [
      [...usernames],
    ])
  })

  static findByEmail(email: string, trx?: Transaction): Promise<User | null> {
    return this.query({ client: trx }).whereRaw('lower(email) = lower(?)', [email]).first()
  }

  /** Themselves and those added by `revealTo`; managers and admins see everyone. */
  static visibleTo = scope((query, actor: Actor) => {
    if (actor.kind === 'system') return
    const { user } = actor
    if (user.isAdmin || user.role === 'manager') return

    query.where((either) => {
      either.where('users.id', user.id)
      for (const usersSeenBy of revealed) either.orWhereIn('users.id', usersSeenBy(user))
    })
  })

  /** Lets a user see others, by a subquery of ids. */
  static revealTo(usersSeenBy: UsersSeenBy) {
    revealed.push(usersSeenBy)
  }

  /** Locks them, so that none is disabled before `trx` ends. */
  static async findActive(actor: Actor, ids: readonly number[], trx: Transaction): Promise<User[]> {
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

  get isViewer(): boolean {
    return this.role === 'viewer'
  }

  get displayName(): string {
    return `${this.firstName} ${this.lastName}`.trim() || this.username
  }

  /** `@ada`, shown beside the full name; null when there is none. */
  get handle(): string | null {
    return this.displayName === this.username ? null : `@${this.username}`
  }
}
