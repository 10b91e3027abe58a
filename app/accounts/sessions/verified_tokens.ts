import { DateTime } from 'luxon'
import type { AccessClaims } from '#accounts/sessions/access_claims'

/** Some hundred bytes each. */
const MAX_TOKENS = 10_000

/** Verifying a signature costs a tenth of a small request. */
export class VerifiedTokens {
  #tokens = new Map<string, { claims: AccessClaims; expiresAt: number }>()

  find(token: string): AccessClaims | undefined {
    const known = this.#tokens.get(token)
    if (!known) return undefined
    if (known.expiresAt > DateTime.utc().toSeconds()) return known.claims
    this.#tokens.delete(token)
  }

  /** `expiresAt` in epoch seconds; evicts the oldest. */
  add(token: string, claims: AccessClaims, expiresAt: number) {
    if (this.#tokens.size >= MAX_TOKENS) this.#tokens.delete(this.#tokens.keys().next().value!)
    this.#tokens.set(token, { claims, expiresAt })
  }
}
