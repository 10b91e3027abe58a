import type { Actor } from '#accounts/users/actor'
import User from '#accounts/users/models/user'

/** Regardless of case; null when the actor doesn't see them. */
export async function findByUsername(actor: Actor, username: string): Promise<User | null> {
  if (username.includes('\0')) return null
  return User.query()
    .withScopes((scopes) => scopes.visibleTo(actor))
    .withScopes((scopes) => scopes.named([username]))
    .first()
}
