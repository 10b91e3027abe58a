import Type from 'typebox'
import type User from '#accounts/users/models/user'
import { defineEvent } from '#events/catalogue/event_type'

const userEvent = (name: string, description: string) =>
  defineEvent({
    name: `user.${name}`,
    version: 1,
    description,
    payload: Type.Object({
      user: Type.Object({ id: Type.Integer(), username: Type.String() }),
    }),
    key: ({ user }) => `user-${user.id}`,
  })

export const UserRegistered = userEvent('registered', 'An account was created.')

export const UserSignedIn = userEvent('signed_in', 'A user signed in.')

export const UserConfirmationRequested = userEvent(
  'confirmation_requested',
  'A user has an email address to confirm.'
)

export const userEvents = [UserRegistered, UserSignedIn, UserConfirmationRequested]

export function subjectOf({ id, username }: User) {
  return { user: { id, username } }
}
