import { DateTime } from 'luxon'
import redis from '@adonisjs/redis/services/main'
import accountsConfig from '#config/accounts'
import User from '#accounts/users/models/user'
import RefreshToken from '#accounts/sessions/models/refresh_token'
import type { AccessClaims } from '#accounts/sessions/access_claims'

/** What holds of a user, and since when: milliseconds since 1970, 0 for always. */
type UserFacts = Pick<AccessClaims, 'accessVersion' | 'username' | 'role' | 'timezone'> & {
  changedAt: number
}

/** Writes down what holds, unless something newer is known: one step, for others write meanwhile. */
const SET_UNLESS_NEWER = `
  local known = redis.call('get', KEYS[1])
  if known and (cjson.decode(known).changedAt or 0) > tonumber(ARGV[2]) then return end
  redis.call('set', KEYS[1], ARGV[1], 'EX', ARGV[3])
`

/** How long after a change there can be access tokens that don't know of it. */
const MEMORY = { minutes: accountsConfig.accessTokenMinutes + 1 }
const EXPIRY = Math.ceil(MEMORY.minutes * 60)

const READY = 'access:ready'
const userKey = (id: number) => `access:user:${id}`
const familyKey = (family: string) => `access:ended:${family}`

/**
 * What has changed since access tokens were issued: sign-ins that have ended, and users who are no
 * longer what their tokens say. It lives in Redis, where every process asks it in one round trip
 * and finds a revocation at once.
 *
 * PostgreSQL has the last word. Changes are written here just before their transaction commits
 * (`beforeCommit`): with Redis away the change is refused as a whole. And when Redis may have lost what it
 * knew (it was flushed, or the connection to it broke), the changes of the last minutes are read
 * from PostgreSQL before anything is believed.
 */
export class AccessLedger {
  #isWatching = false
  #isInSync = false
  #rebuilding?: Promise<void>

  /**
   * What the token's claims are by now, or null when it no longer gives access.
   */
  async current(claims: AccessClaims): Promise<AccessClaims | null> {
    const [ready, ended, user] = await redis.mget(
      READY,
      familyKey(claims.family),
      userKey(claims.userId)
    )
    if (!ready || !this.#isInSync) {
      await (this.#rebuilding ??= this.#rebuild().finally(() => (this.#rebuilding = undefined)))
      return this.current(claims)
    }
    if (ended) return null
    if (!user) return claims

    const { changedAt, ...facts }: UserFacts = JSON.parse(user)
    return facts.accessVersion === claims.accessVersion ? { ...claims, ...facts } : null
  }

  /** Ends what the sign-in gave, before the commit that revokes its refresh tokens. */
  async endFamily(family: string) {
    await redis.set(familyKey(family), 1, 'EX', EXPIRY)
  }

  /**
   * Lets this be what holds of the user, whatever their access tokens say. The user's row must be
   * locked and written.
   */
  async record(user: User) {
    await redis.set(userKey(user.id), JSON.stringify(factsOf(user)), 'EX', EXPIRY)
  }

  /**
   * Adds what PostgreSQL knows. What is here already may be older, where Redis came back without its
   * last second, or newer, where somebody is changed while PostgreSQL is read: the newer one stays.
   */
  async #rebuild() {
    this.#watch()
    const since = DateTime.utc().minus(MEMORY).toSQL()
    const users = await User.query().where('access_changed_at', '>', since)
    const ended = await RefreshToken.query().distinct('family').where('revoked_at', '>', since)

    const pipeline = redis.pipeline()
    for (const user of users) {
      const facts = factsOf(user)
      const values = [JSON.stringify(facts), facts.changedAt, EXPIRY]
      pipeline.eval(SET_UNLESS_NEWER, 1, userKey(user.id), ...values)
    }
    for (const { family } of ended) pipeline.set(familyKey(family), 1, 'EX', EXPIRY, 'NX')
    pipeline.set(READY, 1)

    for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error
    this.#isInSync = true
  }

  /** A server that went away may come back without the last second of what it was told. */
  #watch() {
    if (this.#isWatching) return
    this.#isWatching = true
    redis.connection().ioConnection.on('close', () => (this.#isInSync = false))
  }
}

function factsOf({ accessVersion, username, role, timezone, accessChangedAt }: User): UserFacts {
  return { accessVersion, username, role, timezone, changedAt: accessChangedAt?.toMillis() ?? 0 }
}

/** One for the process: it remembers whether it can rely on what Redis says. */
export default new AccessLedger()
