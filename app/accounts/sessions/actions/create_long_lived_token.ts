import { inTransaction, type Transaction } from '#core/database/transaction'
import type { AccessToken } from '@adonisjs/auth/access_tokens'
import User from '#accounts/users/models/user'
import { longLivedTokens } from '#accounts/sessions/long_lived_tokens'
import { AccountDisabled } from '#accounts/exceptions'

export interface LongLivedToken {
  /** What it is for, so that one knows it again in a list. */
  name: string
  /** In seconds; without end where it's left out. */
  expiresIn?: number
}

/**
 * Makes a token by which a program acts as the user. Its value is in the answer, for this once:
 * only a hash of it is kept.
 */
export class CreateLongLivedToken {
  /** @throws AccountDisabled (409) */
  async handle(
    { id }: User,
    { name, expiresIn }: LongLivedToken,
    outer?: Transaction
  ): Promise<AccessToken> {
    return inTransaction(outer, async (trx) => {
      // Nobody disables the account, and revokes its tokens, until this one is there.
      const user = await User.query({ client: trx }).where('id', id).forShare().firstOrFail()
      if (!user.isActive) throw new AccountDisabled()
      return longLivedTokens(trx).create(user, ['*'], { name, expiresIn })
    })
  }
}
