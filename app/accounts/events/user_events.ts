import type User from '#accounts/models/user'
import type { NewEvent } from '#events/event'

/** An event of an account, which its owner caused: `registered`, `signed_in`. */
export function eventOf(user: User, name: 'registered' | 'signed_in'): NewEvent {
  const { id, username } = user
  return {
    name: `user.${name}`,
    key: `user-${id}`,
    actorId: id,
    payload: { user: { id, username } },
  }
}
