import hash from '@adonisjs/core/services/hash'
import User from '#accounts/models/user'
import { TooBusy } from '#core/exceptions/too_busy'

/**
 * What is stored of a password. It takes a quarter of a second, so call it before a transaction.
 * @throws TooBusy (503)
 */
export function hashPassword(password: string): Promise<string> {
  return hash.make(password)
}

/**
 * Whether the password is the user's. Takes as long for a user who isn't there as for one who is.
 * @throws TooBusy (503)
 */
export async function provesOwner(user: User | null, password: string): Promise<boolean> {
  if (user) return hash.verify(user.password, password)
  await hashPassword(password)
  return false
}

/** Replaces a hash that was made with other parameters, for a user who just proved the password. */
export async function renewHash({ id, password: known }: User, password: string) {
  if (!hash.needsReHash(known)) return
  try {
    const renewed = await hashPassword(password)
    await User.query().where({ id, password: known }).update({ password: renewed })
  } catch (error) {
    if (!(error instanceof TooBusy)) throw error
  }
}
