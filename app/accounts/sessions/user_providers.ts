import { SessionLucidUserProvider } from '@adonisjs/auth/session'
import type { Secret } from '@adonisjs/core/helpers'
import { AccessToken, AccessTokensLucidUserProvider } from '@adonisjs/auth/access_tokens'
import type User from '#accounts/users/models/user'

/** Sessions remember `access_version` and end when it changes. */
export class SessionUsers extends SessionLucidUserProvider<typeof User> {
  async createUserForGuard(user: User) {
    return { getId: () => `${user.id}.${user.accessVersion}`, getOriginal: () => user }
  }

  async findById(identifier: string | number | BigInt) {
    const [id, accessVersion] = String(identifier).split('.').map(Number)
    const Users = await this.getModel()
    const user = await Users.query().where({ id, accessVersion, isActive: true }).first()
    return user && this.createUserForGuard(user)
  }
}

/** Disabled users have no access. */
export class TokenUsers extends AccessTokensLucidUserProvider<'accessTokens', typeof User> {
  /** PostgreSQL refuses to look up an id that isn't a bigint. */
  async verifyToken(token: Secret<string>) {
    const { identifier = '' } = AccessToken.decode('oat_', token.release()) ?? {}
    return /^[1-9]\d{0,15}$/.test(identifier) ? super.verifyToken(token) : null
  }

  async findById(identifier: string | number | BigInt) {
    const found = await super.findById(identifier)
    return found?.getOriginal().isActive ? found : null
  }
}
