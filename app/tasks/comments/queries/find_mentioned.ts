import type { Transaction } from '#core/database/transaction'
import User from '#accounts/users/models/user'

export async function findMentioned(names: readonly string[], trx: Transaction): Promise<number[]> {
  if (names.length === 0) return []

  const users = await User.query({ client: trx })
    .where('isActive', true)
    .withScopes((scopes) => scopes.named(names))
  return users.map(({ id }) => id)
}
