import { DateTime } from 'luxon'
import { inTransaction, type Transaction } from '#core/database/transaction'
import User from '#accounts/users/models/user'
import RefreshToken from '#accounts/sessions/models/refresh_token'
import { endFamily } from '#accounts/sessions/actions/sign_out'
import { issueTokens, type Tokens } from '#accounts/sessions/actions/issue_tokens'
import { InvalidRefreshToken } from '#accounts/exceptions'

/** Reuse means theft by one of two parties, so the whole family ends, without a grace period. */
export class RotateRefreshToken {
  /** Commit a given transaction also after InvalidRefreshToken: it may have ended the family. */
  async handle(secret: string, outer?: Transaction): Promise<Tokens & { user: User }> {
    const answer = await inTransaction(outer, async (trx) => {
      const token = await RefreshToken.findBy({ hash: RefreshToken.hash(secret) }, { client: trx })
      if (!token) return null

      // Avoids deadlock: the user is locked before the token, as everywhere.
      const user = await User.query({ client: trx })
        .where('id', token.userId)
        .forUpdate()
        .firstOrFail()
      await token.refresh()
      if (token.revokedAt || token.isExpired || !user.isActive) return null
      if (token.usedAt) return endFamily(token.family, trx)

      await token.merge({ usedAt: DateTime.utc() }).save()
      return { user, ...(await issueTokens(user, token.family, trx)) }
    })

    if (!answer) throw new InvalidRefreshToken()
    return answer
  }
}
