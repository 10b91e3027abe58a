import { randomUUID } from 'node:crypto'
import { errors, symbols } from '@adonisjs/auth'
import type { HttpContext } from '@adonisjs/core/http'
import type { AuthClientResponse, GuardContract } from '@adonisjs/auth/types'
import User from '#accounts/users/models/user'
import accessLedger from '#accounts/sessions/access_ledger'
import type { AccessClaims } from '#accounts/sessions/access_claims'
import { readAccessToken, signAccessToken } from '#accounts/sessions/access_tokens'

/**
 * Lets in whoever brings an access token: its signature and age are checked here, and whether it
 * still holds is asked of Redis. The user is made of the token's claims: id, username, role and
 * time zone are there, nothing else is.
 */
export class JwtGuard implements GuardContract<User> {
  declare [symbols.GUARD_KNOWN_EVENTS]: {}

  readonly driverName = 'jwt'
  authenticationAttempted = false
  isAuthenticated = false
  user?: User

  /** The sign-in that the token comes from; signing out ends it. */
  family?: string

  constructor(private ctx: HttpContext) {}

  /** @throws {E_UNAUTHORIZED_ACCESS} for no token, and for one that gives no access. */
  async authenticate(): Promise<User> {
    if (this.authenticationAttempted) return this.getUserOrFail()
    this.authenticationAttempted = true

    const claims = await this.#claims()
    if (claims) {
      this.user = userOf(claims)
      this.family = claims.family
      this.isAuthenticated = true
    }
    return this.getUserOrFail()
  }

  async check(): Promise<boolean> {
    try {
      await this.authenticate()
      return true
    } catch (error) {
      if (error instanceof errors.E_UNAUTHORIZED_ACCESS) return false
      throw error
    }
  }

  getUserOrFail(): User {
    if (this.user) return this.user
    throw new errors.E_UNAUTHORIZED_ACCESS('Unauthorized access', {
      guardDriverName: this.driverName,
    })
  }

  /** Signs in a test's client; the ledger is told whom, as it is when tokens are issued. */
  async authenticateAsClient(user: User): Promise<AuthClientResponse> {
    await accessLedger.record(user)
    const token = await signAccessToken(user, randomUUID())
    return { headers: { authorization: `Bearer ${token}` } }
  }

  async #claims(): Promise<AccessClaims | null> {
    const [scheme, token] = this.ctx.request.header('authorization', '')!.split(' ')
    if (scheme.toLowerCase() !== 'bearer' || !token) return null

    const claims = await readAccessToken(token)
    return claims && accessLedger.current(claims)
  }
}

function userOf({ userId, accessVersion, username, role, timezone }: AccessClaims): User {
  return User.$createFromAdapterResult({
    id: userId,
    access_version: accessVersion,
    is_active: true,
    username,
    role,
    timezone,
  }) as User
}
