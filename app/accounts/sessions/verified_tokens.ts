import { DateTime } from 'luxon'
import type { AccessClaims } from '#accounts/sessions/access_claims'

/** Of some hundred bytes each. */
const MOST = 10_000

/**
 * Access tokens whose signature was found good, for as long as they live: clients send the same one
 * with every request, and checking it anew costs a tenth of a small answer. Whether a token was
 * revoked is asked of the ledger each time all the same.
 */
export class VerifiedTokens {
  #tokens = new Map<string, { claims: AccessClaims; expiresAt: number }>()

  find(token: string): AccessClaims | undefined {
    const known = this.#tokens.get(token)
    if (!known) return undefined
    if (known.expiresAt > DateTime.utc().toSeconds()) return known.claims
    this.#tokens.delete(token)
  }

  /** Remembers the token until then, in seconds since 1970; the oldest makes room for it. */
  add(token: string, claims: AccessClaims, expiresAt: number) {
    if (this.#tokens.size >= MOST) this.#tokens.delete(this.#tokens.keys().next().value!)
    this.#tokens.set(token, { claims, expiresAt })
  }
}
