import { randomUUID } from 'node:crypto'
import { errors, symbols } from '@adonisjs/auth'
import type { HttpContext } from '@adonisjs/core/http'
import type { AuthClientResponse, GuardContract } from '@adonisjs/auth/types'
import User from '#accounts/users/models/user'
import accessLedger from '#accounts/sessions/access_ledger'
import type { AccessClaims } from '#accounts/sessions/access_claims'
import { readAccessToken, signAccessToken } from '#accounts/sessions/access_tokens'

/** The user is built from the claims: only id, username, role and time zone are set. */
export class JwtGuard implements GuardContract<User> {
  declare [symbols.GUARD_KNOWN_EVENTS]: {}

  readonly driverName = 'jwt'
  authenticationAttempted = false
  isAuthenticated = false
  user?: User

  family?: string

  constructor(private ctx: HttpContext) {}

  /** @throws {E_UNAUTHORIZED_ACCESS} */
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

  /** For tests: records the user in the ledger, as issuing tokens does. */
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
