import db from '@adonisjs/lucid/services/db'
import type { AccessToken } from '@adonisjs/auth/access_tokens'
import User from '#accounts/users/models/user'
import { AccountDisabled } from '#accounts/sessions/exceptions/account_disabled'

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
  async handle({ id }: User, { name, expiresIn }: LongLivedToken): Promise<AccessToken> {
    return db.transaction(async (trx) => {
      // Nobody disables the account, and revokes its tokens, until this one is there.
      const user = await User.query({ client: trx }).where('id', id).forShare().firstOrFail()
      if (!user.isActive) throw new AccountDisabled()
      return User.accessTokens.create(user, ['*'], { name, expiresIn })
    })
  }
}
