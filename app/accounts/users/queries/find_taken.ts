import User from '#accounts/users/models/user'
import type { Transaction } from '#core/database/transaction'
import type { Fault } from '#core/exceptions/validation_failed'

interface Names {
  username?: string
  email?: string
}

/** Case-insensitive; ignores the account `except`. */
export async function findTaken(
  { username, email }: Names,
  { except, trx }: { except?: number; trx?: Transaction } = {}
): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const [field, value] of Object.entries({ username, email })) {
    if (value === undefined) continue
    const others = User.query({ client: trx })
      .whereRaw('lower(??) = lower(?)', [field, value])
      .if(except, (query) => query.whereNot('id', except!))
    if (await others.first()) {
      faults.push({ field, code: 'unique', message: `${field} is already taken` })
    }
  }
  return faults
}
