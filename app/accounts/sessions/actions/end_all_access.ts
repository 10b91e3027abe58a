import { DateTime } from 'luxon'
import type { Transaction } from '#core/database/transaction'
import User from '#accounts/users/models/user'
import RefreshToken from '#accounts/sessions/models/refresh_token'

/** Versions of access count changes, one by one; seconds since then are far ahead of any count. */
const BEGINNING = DateTime.utc(2026)

/**
 * Ends every sign-in of everybody, also those that the rows know nothing of: the data may be older
 * than they are. Long-lived tokens stay. What Redis knows of access must be forgotten with it.
 */
export class EndAllAccess {
  async handle(trx: Transaction): Promise<void> {
    const now = DateTime.utc()
    // A version that no token bears. It is one number for all, and fits its column until 2094.
    const accessVersion = Math.floor(now.diff(BEGINNING).as('seconds'))
    await User.query({ client: trx }).update({ accessVersion, accessChangedAt: now })
    await RefreshToken.query({ client: trx }).whereNull('revoked_at').update({ revokedAt: now })
  }
}
