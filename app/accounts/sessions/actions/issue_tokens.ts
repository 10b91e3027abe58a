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
  access: string
  refresh: string
}

export class IssueTokens {
  /** @throws InvalidCredentials (401) when access was ended since authentication */
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

/** The user's row must be locked: the claims are recorded in the ledger. */
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
