import { SessionLucidUserProvider } from '@adonisjs/auth/session'
import type { Secret } from '@adonisjs/core/helpers'
import { AccessToken, AccessTokensLucidUserProvider } from '@adonisjs/auth/access_tokens'
import type User from '#accounts/users/models/user'

/**
 * Finds the user of a session. The session remembers the user's `access_version` beside the id, so
 * that it ends with everything else when the version moves on.
 */
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

/** Finds the user of a long-lived access token; a disabled one is as good as none. */
export class TokenUsers extends AccessTokensLucidUserProvider<'accessTokens', typeof User> {
  /** A token says which row it is in, and PostgreSQL refuses to look for what is no id. */
  async verifyToken(token: Secret<string>) {
    const { identifier = '' } = AccessToken.decode('oat_', token.release()) ?? {}
    return /^[1-9]\d{0,15}$/.test(identifier) ? super.verifyToken(token) : null
  }

  async findById(identifier: string | number | BigInt) {
    const found = await super.findById(identifier)
    return found?.getOriginal().isActive ? found : null
  }
}
