import type { Transaction } from '#core/database/transaction'
import User from '#accounts/users/models/user'
import type { Actor } from '#accounts/users/actor'
import { ValidationFailed } from '#core/exceptions/validation_failed'

/** Locks the users, so that none is disabled before `trx` ends. @throws ValidationFailed */
export async function findAssignees(
  actor: Actor,
  ids: readonly number[],
  field: string,
  trx: Transaction
): Promise<User[]> {
  if (ids.length === 0) return []

  const users = await User.findActive(actor, ids, trx)
  const missing = ids.filter((id) => !users.some((user) => user.id === id))
  if (missing.length === 0) return users

  throw new ValidationFailed(
    missing.map((id) => ({
      field,
      code: 'not_found',
      message: `No active user with the id ${id}.`,
    }))
  )
}
