import { DbAccessTokensProvider } from '@adonisjs/auth/access_tokens'
import type { Transaction } from '#core/database/transaction'
import User from '#accounts/users/models/user'

/** `User.accessTokens` always uses its own connection. */
export function longLivedTokens(trx: Transaction) {
  return new ProviderIn(trx)
}

class ProviderIn extends DbAccessTokensProvider<typeof User> {
  constructor(private trx: Transaction) {
    super({ tokenableModel: User })
  }

  protected async getDb() {
    return this.trx
  }
}
