import { controllers } from '#generated/controllers'
import { api, publicApi } from '#api/route_groups'
import { ref } from '#api/contract/schemas'
import { tooBusy } from '#accounts/passwords/problems'
import {
  acceptanceValidator,
  invitationValidator,
  listInvitationsValidator,
  tokenValidator,
} from '#teams/invitations/validators/invitation'
import '#teams/invitations/schemas'

const { Invitations } = controllers.teams.invitations

const invalid = {
  invalid_invitation:
    'The invitation was accepted or withdrawn, has expired, or its sender is no longer allowed to make it.',
}
const closed = { registration_closed: 'Registration is closed (the `REGISTRATION` setting).' }

api.resource('invitations/:id', Invitations, 'Invitation', {
  index: {
    summary: 'List pending invitations',
    description:
      'Returns invitations that you sent and those to teams that you lead. Admins see all.',
    query: listInvitationsValidator,
  },
  store: {
    summary: 'Create an invitation',
    description:
      'Sends an email with a single-use link that is valid for seven days. Managers and admins can invite with any role up to their own; leads can invite to their teams. The response doesn’t reveal whether the address has an account; existing users join the team with theirs. A new invitation replaces your previous one to the same address. At most three invitation emails per address and day.',
    body: invitationValidator,
    example: { email: 'ada@example.org', team: 7, team_role: 'member' },
    problems: { 403: closed },
    throttled: true,
  },
  destroy: { summary: 'Withdraw an invitation' },
})

api.post('invitations/join', [Invitations, 'join'], {
  summary: 'Accept an invitation with an existing account',
  description: 'Joins the team. The invitation must have been sent to your email address.',
  body: tokenValidator,
  answers: { 204: null },
  problems: { 403: invalid },
})

publicApi.post('invitations/accept', [Invitations, 'accept'], {
  summary: 'Accept an invitation with a new account',
  description:
    'Creates an account with the invited email address and signs it in. The token is part of the link in the email.',
  body: acceptanceValidator,
  example: {
    token: 'p2Wf5kq…',
    username: 'ada',
    password: 'a long and quiet river',
  },
  answers: { 201: ref('SignedIn') },
  problems: {
    403: { ...invalid, ...closed },
    409: {
      account_exists:
        'An account with this address exists: sign in and accept the invitation with it.',
    },
    503: tooBusy,
  },
  throttled: true,
})
