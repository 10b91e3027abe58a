import { DateTime } from 'luxon'
import { createHash, randomBytes } from 'node:crypto'
import { RefreshTokenSchema } from '#database/schema'

/**
 * What a client keeps to get its next access token. It is used once, for an access token and the
 * next refresh token of the same family; only its hash is stored.
 */
export default class RefreshToken extends RefreshTokenSchema {
  /** A new secret: 256 random bits, as text that fits a header and an address. */
  static generate(): string {
    return randomBytes(32).toString('base64url')
  }

  static hash(secret: string): string {
    return createHash('sha256').update(secret).digest('hex')
  }

  get isExpired(): boolean {
    return this.expiresAt <= DateTime.utc()
  }
}
