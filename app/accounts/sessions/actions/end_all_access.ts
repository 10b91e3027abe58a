import { DateTime } from 'luxon'
import type { Transaction } from '#core/database/transaction'
import User from '#accounts/users/models/user'
import RefreshToken from '#accounts/sessions/models/refresh_token'

/** Versions count changes; seconds since then exceed any count. */
const BEGINNING = DateTime.utc(2026)

/** Also ends sessions that the restored rows don't know of. Redis must be emptied too. */
export class EndAllAccess {
  async handle(trx: Transaction): Promise<void> {
    const now = DateTime.utc()
    // A version no token has; fits its column until 2094.
    const accessVersion = Math.floor(now.diff(BEGINNING).as('seconds'))
    await User.query({ client: trx }).update({ accessVersion, accessChangedAt: now })
    await RefreshToken.query({ client: trx }).whereNull('revoked_at').update({ revokedAt: now })
  }
}
