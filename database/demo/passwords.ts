import { randomBytes } from 'node:crypto'
import User from '#accounts/users/models/user'
import { isPublished } from '#core/settings/published'
import { verifyPassword } from '#accounts/passwords/passwords'
import { ACCOUNTS, DEMO_PASSWORD, emailOf } from '#database/demo/accounts'

/** The password of a new demo: random where other machines can reach it. */
export function newDemoPassword(): string {
  return isPublished ? randomBytes(12).toString('base64url') : DEMO_PASSWORD
}

/** Active demo accounts that still have the public password. */
export async function accountsWithKnownPassword(): Promise<string[]> {
  const users = await User.query()
    .whereIn('email', ACCOUNTS.map(emailOf))
    .where('isActive', true)
    .orderBy('id')
  const known: string[] = []
  for (const user of users) {
    if ((await verifyPassword(user, DEMO_PASSWORD)) !== null) known.push(user.username)
  }
  return known
}
