import { DateTime } from 'luxon'
import { beforeCommit, type Transaction } from '#core/database/transaction'
import type User from '#accounts/users/models/user'
import RefreshToken from '#accounts/sessions/models/refresh_token'
import accessLedger from '#accounts/sessions/access_ledger'

/** Long-lived tokens of programs stay until they are revoked or the account is disabled. */
export class EndAccess {
  /** The user's row must be locked. */
  async handle(user: User, trx: Transaction): Promise<void> {
    const now = DateTime.utc()
    await user
      .useTransaction(trx)
      .merge({ accessVersion: user.accessVersion + 1, accessChangedAt: now })
      .save()
    await RefreshToken.query({ client: trx })
      .where('user_id', user.id)
      .whereNull('revoked_at')
      .update({ revokedAt: now })
    beforeCommit(trx, () => accessLedger.record(user))
  }
}
