import { DateTime } from 'luxon'
import { beforeCommit, inTransaction, type Transaction } from '#core/database/transaction'
import User from '#accounts/users/models/user'
import { longLivedTokens } from '#accounts/sessions/long_lived_tokens'
import RefreshToken from '#accounts/sessions/models/refresh_token'
import accessLedger from '#accounts/sessions/access_ledger'

export interface SignOutInput {
  family?: string

  /** A token of another user is ignored. */
  refresh?: string
}

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

/** Revokes the refresh tokens of a family and its access tokens. */
export async function endFamily(family: string, trx: Transaction) {
  await RefreshToken.query({ client: trx })
    .where('family', family)
    .whereNull('revoked_at')
    .update({ revokedAt: DateTime.utc() })
  beforeCommit(trx, () => accessLedger.endFamily(family))
  return null
}
