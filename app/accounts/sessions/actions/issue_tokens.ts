import { DateTime } from 'luxon'
import { randomUUID } from 'node:crypto'
import { beforeCommit, inTransaction, type Transaction } from '#core/database/transaction'
import User from '#accounts/users/models/user'
import RefreshToken from '#accounts/sessions/models/refresh_token'
import accountsConfig from '#config/accounts'
import accessLedger from '#accounts/sessions/access_ledger'
import { signAccessToken } from '#accounts/sessions/access_tokens'
import { InvalidCredentials } from '#accounts/exceptions'

export interface Tokens {
  /** A JWT, good for `ACCESS_TOKEN_MINUTES`. */
  access: string
  /** Opaque, good for `REFRESH_TOKEN_DAYS` and for one use. */
  refresh: string
}

/** Gives a user the pair of tokens that a sign-in earns, as the first of a new family. */
export class IssueTokens {
  /**
   * Takes the user as they were when they proved who they are.
   * @throws InvalidCredentials (401) when their access was ended since.
   */
  async handle({ id, accessVersion }: User, outer?: Transaction): Promise<Tokens> {
    return inTransaction(outer, async (trx) => {
      const user = await User.query({ client: trx })
        .where({ id, accessVersion, isActive: true })
        .forUpdate()
        .first()
      if (!user) throw new InvalidCredentials()

      await RefreshToken.query({ client: trx })
        .where('user_id', id)
        .where('expires_at', '<', DateTime.utc().toSQL())
        .delete()
      return issueTokens(user, randomUUID(), trx)
    })
  }
}

/**
 * Adds a pair of tokens to a family. Call it with the user's row locked: what it says of the user
 * is then what holds, and the ledger is told so.
 */
export async function issueTokens(user: User, family: string, trx: Transaction): Promise<Tokens> {
  const refresh = RefreshToken.generate()
  await RefreshToken.create(
    {
      userId: user.id,
      family,
      hash: RefreshToken.hash(refresh),
      expiresAt: DateTime.utc().plus({ days: accountsConfig.refreshTokenDays }),
    },
    { client: trx }
  )
  beforeCommit(trx, () => accessLedger.record(user))
  return { access: await signAccessToken(user, family), refresh }
}
