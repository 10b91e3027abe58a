import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import User from '#accounts/models/user'

/** `@` and a username, not in the middle of a word (an address has one there). */
const MENTION = /(?<![\w@.])@([a-z0-9][a-z0-9._-]*)/gi

/**
 * What may be a username after an `@`, in lower case; also without the marks at its end, which
 * may belong to the name or to the sentence.
 */
export function mentionsIn(text: string): string[] {
  const names = [...text.matchAll(MENTION)].map(([, name]) => name.toLowerCase())
  return [...new Set(names.flatMap((name) => [name, name.replace(/[._-]+$/, '')]))]
}

/** The ids of the active users whom a text mentions. */
export async function findMentioned(
  text: string,
  trx: TransactionClientContract
): Promise<number[]> {
  const names = mentionsIn(text)
  if (names.length === 0) return []

  const users = await User.query({ client: trx })
    .where('isActive', true)
    .whereRaw('lower(username) = any(?)', [names])
  return users.map(({ id }) => id)
}
