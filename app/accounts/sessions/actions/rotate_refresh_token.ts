import { DateTime } from 'luxon'
import { inTransaction, type Transaction } from '#core/database/transaction'
import User from '#accounts/users/models/user'
import RefreshToken from '#accounts/sessions/models/refresh_token'
import { endFamily } from '#accounts/sessions/actions/sign_out'
import { issueTokens, type Tokens } from '#accounts/sessions/actions/issue_tokens'
import { InvalidRefreshToken } from '#accounts/exceptions'

/**
 * Takes a refresh token, once, for a new pair of its family. A token that comes a second time was
 * stolen, or its thief came first: nobody can tell which, so the whole family ends, and its access
 * tokens with it. There is no grace for clients that refresh twice at once: of two requests with
 * the same token one is answered, and the other ends the family.
 */
export class RotateRefreshToken {
  /**
   * A given transaction must be committed also after a refusal, which may have ended the family.
   * @throws InvalidRefreshToken (401)
   */
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
