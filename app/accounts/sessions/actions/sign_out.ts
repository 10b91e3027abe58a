import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import User from '#accounts/users/models/user'
import RefreshToken from '#accounts/sessions/models/refresh_token'
import accessLedger from '#accounts/sessions/access_ledger'

export interface SignOutInput {
  /** The sign-in that the access token of the request came from, when it came with one. */
  family?: string

  /** A refresh token of the user's; its family ends too. Anybody else's is passed over. */
  refresh?: string
}

/**
 * Ends what the request came with, at once and in every process: the sign-in of its access token,
 * or the long-lived token that it carried.
 */
export class SignOut {
  async handle(user: User, { family, refresh }: SignOutInput): Promise<void> {
    await db.transaction(async (trx) => {
      await User.query({ client: trx }).where('id', user.id).forUpdate().firstOrFail()
      if (family) await endFamily(family, trx)
      if (refresh) {
        const own = { userId: user.id, hash: RefreshToken.hash(refresh) }
        const token = await RefreshToken.findBy(own, { client: trx })
        if (token) await endFamily(token.family, trx)
      }
    })
    if (user.currentAccessToken) {
      await User.accessTokens.delete(user, user.currentAccessToken.identifier)
    }
  }
}

/** Revokes the refresh tokens of a family, and its access tokens with them. Gives null. */
export async function endFamily(family: string, trx: TransactionClientContract) {
  await RefreshToken.query({ client: trx })
    .where('family', family)
    .whereNull('revoked_at')
    .update({ revokedAt: DateTime.utc() })
  await accessLedger.endFamily(family)
  return null
}
