import { DateTime } from 'luxon'
import { beforeCommit, type Transaction } from '#core/database/transaction'
import type User from '#accounts/users/models/user'
import RefreshToken from '#accounts/sessions/models/refresh_token'
import accessLedger from '#accounts/sessions/access_ledger'

/**
 * Ends every sign-in of a user at once: access tokens, refresh tokens and the sessions of pages,
 * in every process. Long-lived access tokens stay, as they do elsewhere: people change their
 * password because somebody may know it, and programs that run in the night never knew it. They end
 * when they are revoked, and all of them when the account is disabled.
 */
export class EndAccess {
  /** Takes the user with their row locked by the transaction, and saves them with it. */
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
