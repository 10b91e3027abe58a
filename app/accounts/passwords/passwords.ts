import hash from '@adonisjs/core/services/hash'
import type User from '#accounts/users/models/user'
import { TooBusy } from '#core/exceptions/too_busy'

/** NFKC, as NIST SP 800-63B recommends. */
export function canonical(password: string): string {
  return password.normalize('NFKC')
}

/** Takes a quarter of a second: call it before a transaction. @throws TooBusy (503) */
export function hashPassword(password: string): Promise<string> {
  return hash.make(canonical(password))
}

/** The matching spelling, or null; takes as long for a missing user. @throws TooBusy */
export async function verifyPassword(user: User | null, typed: string): Promise<string | null> {
  for (const password of spellings(typed)) {
    if (!user) await hashPassword(password)
    else if (await hash.verify(user.password, password)) return password
  }
  return null
}

export async function renewedHash({ password: known }: User, proven: string) {
  if (proven === canonical(proven) && !hash.needsReHash(known)) return undefined
  try {
    return await hashPassword(proven)
  } catch (error) {
    if (!(error instanceof TooBusy)) throw error
  }
}

/** Spaces around a password may be a slip and were once stripped; older ones weren't normalised. */
function spellings(typed: string): Set<string> {
  const normalized = canonical(typed)
  return new Set([normalized, normalized.trim(), typed])
}
