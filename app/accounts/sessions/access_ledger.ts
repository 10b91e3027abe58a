import { DateTime } from 'luxon'
import redis from '@adonisjs/redis/services/main'
import accountsConfig from '#config/accounts'
import User from '#accounts/users/models/user'
import RefreshToken from '#accounts/sessions/models/refresh_token'
import type { AccessClaims } from '#accounts/sessions/access_claims'

/** Facts about a user and the time since when they hold, in epoch milliseconds. */
type UserFacts = Pick<AccessClaims, 'accessVersion' | 'username' | 'role' | 'timezone'> & {
  changedAt: number
}

/** Atomic, because other processes write too. */
const SET_UNLESS_NEWER = `
  local known = redis.call('get', KEYS[1])
  if known and (cjson.decode(known).changedAt or 0) > tonumber(ARGV[2]) then return end
  redis.call('set', KEYS[1], ARGV[1], 'EX', ARGV[3])
`

/** The longest time an outdated access token can live. */
const MEMORY = { minutes: accountsConfig.accessTokenMinutes + 1 }
const EXPIRY = Math.ceil(MEMORY.minutes * 60)

const READY = 'access:ready'
const userKey = (id: number) => `access:user:${id}`
const familyKey = (family: string) => `access:ended:${family}`

/**
 * Revocations in Redis, where every process finds them with one round trip. PostgreSQL is
 * authoritative and fills in what Redis may have lost.
 */
export class AccessLedger {
  #isWatching = false
  #isInSync = false
  #rebuilding?: Promise<void>

  /** The up-to-date claims, or null when access was revoked. */
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

  async endFamily(family: string) {
    await redis.set(familyKey(family), 1, 'EX', EXPIRY)
  }

  /** The user's row must be locked and saved. */
  async record(user: User) {
    await redis.set(userKey(user.id), JSON.stringify(factsOf(user)), 'EX', EXPIRY)
  }

  /** Redis may have older or newer entries: the newer wins. */
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

  /** A restarted server may have lost its last second. */
  #watch() {
    if (this.#isWatching) return
    this.#isWatching = true
    redis.connection().ioConnection.on('close', () => (this.#isInSync = false))
  }
}

function factsOf({ accessVersion, username, role, timezone, accessChangedAt }: User): UserFacts {
  return { accessVersion, username, role, timezone, changedAt: accessChangedAt?.toMillis() ?? 0 }
}

export default new AccessLedger()
