import type User from '#accounts/users/models/user'
import type { NewEvent } from '#events/event'

type Name = 'registered' | 'signed_in' | 'confirmation_requested'

/** An event of an account, which its owner caused. */
export function eventOf(user: User, name: Name): NewEvent {
  const { id, username } = user
  return {
    name: `user.${name}`,
    key: `user-${id}`,
    actorId: id,
    payload: { user: { id, username } },
  }
}
