import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import User from '#accounts/users/models/user'
import RefreshToken from '#accounts/sessions/models/refresh_token'
import { endFamily } from '#accounts/sessions/actions/sign_out'
import { issueTokens, type Tokens } from '#accounts/sessions/actions/issue_tokens'
import { InvalidRefreshToken } from '#accounts/sessions/exceptions/invalid_refresh_token'

/**
 * Takes a refresh token, once, for a new pair of its family. A token that comes a second time was
 * stolen, or its thief came first: nobody can tell which, so the whole family ends, and its access
 * tokens with it. There is no grace for clients that refresh twice at once: of two requests with
 * the same token one is answered, and the other ends the family.
 */
export class RotateRefreshToken {
  /** @throws InvalidRefreshToken (401) */
  async handle(secret: string): Promise<Tokens & { user: User }> {
    const answer = await db.transaction(async (trx) => {
      const token = await RefreshToken.findBy({ hash: RefreshToken.hash(secret) }, { client: trx })
      if (!token) return null

      // The user first, then the token, as everywhere: nobody waits for each other in a ring.
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
