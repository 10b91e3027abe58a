import hash from '@adonisjs/core/services/hash'
import type User from '#accounts/users/models/user'
import { TooBusy } from '#core/exceptions/too_busy'

/** The same password, however its characters were typed (NFKC, by NIST SP 800-63B). */
export function canonical(password: string): string {
  return password.normalize('NFKC')
}

/**
 * What is stored of a password. It takes a quarter of a second, so call it before a transaction.
 * @throws TooBusy (503)
 */
export function hashPassword(password: string): Promise<string> {
  return hash.make(canonical(password))
}

/**
 * The password as it was set, where it is the one of the user, and null where it isn't. Takes as long
 * for a user who isn't there as for one who is.
 * @throws TooBusy (503)
 */
export async function provenPassword(user: User | null, typed: string): Promise<string | null> {
  for (const password of spellings(typed)) {
    if (!user) await hashPassword(password)
    else if (await hash.verify(user.password, password)) return password
  }
  return null
}

/** The hash to store instead of one that would be made with other parameters today. */
export async function renewedHash({ password: known }: User, proven: string) {
  if (proven === canonical(proven) && !hash.needsReHash(known)) return undefined
  try {
    return await hashPassword(proven)
  } catch (error) {
    if (!(error instanceof TooBusy)) throw error
  }
}

/**
 * What a typed password may have been set as: mostly itself alone. Spaces around it may be a slip,
 * and were once taken away; and once what was typed wasn't always normalized.
 */
function spellings(typed: string): Set<string> {
  const normalized = canonical(typed)
  return new Set([normalized, normalized.trim(), typed])
}
