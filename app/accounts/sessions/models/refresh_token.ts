import { DateTime } from 'luxon'
import { createHash, randomBytes } from 'node:crypto'
import { RefreshTokenSchema } from '#database/schema'

/** Used once; only its hash is stored. */
export default class RefreshToken extends RefreshTokenSchema {
  /** 256 random bits, URL-safe. */
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
