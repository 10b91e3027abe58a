import Type from 'typebox'
import { defineEvent } from '#events/catalogue/event_type'
import type Invitation from '#teams/invitations/models/invitation'

/** Without the address: events are kept longer than invitations. */
const invitationEvent = (name: string, description: string) =>
  defineEvent({
    name: `invitation.${name}`,
    version: 1,
    description,
    payload: Type.Object({
      invitation: Type.Object({
        id: Type.Integer(),
        team_id: Type.Union([Type.Integer(), Type.Null()]),
      }),
    }),
    key: ({ invitation }) => `invitation-${invitation.id}`,
  })

export const InvitationCreated = invitationEvent('created', 'An invitation was sent.')

export const InvitationAccepted = invitationEvent('accepted', 'An invitation was used.')

export const InvitationWithdrawn = invitationEvent('withdrawn', 'An invitation was withdrawn.')

export const invitationEvents = [InvitationCreated, InvitationAccepted, InvitationWithdrawn]

export function subjectOf({ id, teamId }: Invitation) {
  return { invitation: { id, team_id: teamId } }
}
