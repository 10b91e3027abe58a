import { DateTime } from 'luxon'
import { beforeCommit, inTransaction, type Transaction } from '#core/database/transaction'
import User from '#accounts/users/models/user'
import { longLivedTokens } from '#accounts/sessions/long_lived_tokens'
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
  async handle(user: User, { family, refresh }: SignOutInput, outer?: Transaction): Promise<void> {
    await inTransaction(outer, async (trx) => {
      await User.query({ client: trx }).where('id', user.id).forUpdate().firstOrFail()
      if (family) await endFamily(family, trx)
      if (refresh) {
        const own = { userId: user.id, hash: RefreshToken.hash(refresh) }
        const token = await RefreshToken.findBy(own, { client: trx })
        if (token) await endFamily(token.family, trx)
      }
      const token = user.currentAccessToken
      if (token) await longLivedTokens(trx).delete(user, token.identifier)
    })
  }
}

/** Revokes the refresh tokens of a family, and its access tokens with them. Gives null. */
export async function endFamily(family: string, trx: Transaction) {
  await RefreshToken.query({ client: trx })
    .where('family', family)
    .whereNull('revoked_at')
    .update({ revokedAt: DateTime.utc() })
  beforeCommit(trx, () => accessLedger.endFamily(family))
  return null
}
