import { inTransaction, type Transaction } from '#core/database/transaction'
import type { AccessToken } from '@adonisjs/auth/access_tokens'
import User from '#accounts/users/models/user'
import { longLivedTokens } from '#accounts/sessions/long_lived_tokens'
import { AccountDisabled } from '#accounts/exceptions'

export interface LongLivedToken {
  name: string
  /** Seconds; never expires when undefined. */
  expiresIn?: number
}

/** The value is only returned here; a hash is stored. */
export class CreateLongLivedToken {
  /** @throws AccountDisabled (409) */
  async handle(
    { id }: User,
    { name, expiresIn }: LongLivedToken,
    outer?: Transaction
  ): Promise<AccessToken> {
    return inTransaction(outer, async (trx) => {
      // The lock keeps the account from being disabled before its new token can be revoked.
      const user = await User.query({ client: trx }).where('id', id).forShare().firstOrFail()
      if (!user.isActive) throw new AccountDisabled()
      return longLivedTokens(trx).create(user, ['*'], { name, expiresIn })
    })
  }
}
