import router from '@adonisjs/core/services/router'
import { tooBusy } from '#accounts/routes'
import { controllers } from '#generated/controllers'
import { api, publicApi } from '#api/route_groups'
import { listOf, ref } from '#api/contract/schemas'
import {
  acceptanceValidator,
  invitationValidator,
  listInvitationsValidator,
  tokenValidator,
} from '#teams/invitations/validators/invitation'
import '#api/contract/contract'
import '#teams/schemas'

const { Invitations } = controllers.teams.invitations

const invalid = {
  invalid_invitation:
    'It was accepted, withdrawn or has expired, or whoever made it may not offer this any more.',
}
const closed = { registration_closed: 'The setting `REGISTRATION` is `closed`.' }

api(() => {
  router
    .get('invitations', [Invitations, 'index'])
    .as('invitations.index')
    .contract({
      summary: 'List pending invitations',
      description: 'Your own, and those to teams that you lead; admins see all.',
      query: listInvitationsValidator,
      answers: { 200: listOf('Invitation') },
    })

  router
    .post('invitations', [Invitations, 'store'])
    .as('invitations.store')
    .contract({
      summary: 'Invite somebody',
      description:
        'Sends a mail with a link that is good for one use and seven days. Managers and admins invite to the installation, with a role no higher than their own; leads invite to their teams. The answer is the same whether the address has an account or not; whoever has one joins the team with it. What you offered the address before is replaced, and an address gets three such mails a day at most.',
      body: invitationValidator,
      example: { email: 'ada@example.org', team: 7, team_role: 'member' },
      answers: { 201: ref('Invitation') },
      problems: { 403: closed },
      throttled: true,
    })

  router
    .delete('invitations/:id', [Invitations, 'destroy'])
    .as('invitations.destroy')
    .contract({ summary: 'Withdraw an invitation', answers: { 204: null } })

  router
    .post('invitations/join', [Invitations, 'join'])
    .as('invitations.join')
    .contract({
      summary: 'Accept an invitation with your account',
      description: 'Joins the team. Your address must be the one that was invited.',
      body: tokenValidator,
      answers: { 204: null },
      problems: { 403: invalid },
    })
})

publicApi(() => {
  router
    .post('invitations/accept', [Invitations, 'accept'])
    .as('invitations.accept')
    .contract({
      summary: 'Accept an invitation by a new account',
      description:
        'Makes the account, with the e-mail address that was invited, and signs it in. The token is in the link of the mail.',
      body: acceptanceValidator,
      example: {
        token: 'p2Wf5kq…',
        username: 'ada',
        password: 'a long and quiet river',
      },
      answers: { 201: ref('SignedIn') },
      problems: {
        403: { ...invalid, ...closed },
        409: { account_exists: 'The address has an account: sign in, and join with that.' },
        503: tooBusy(),
      },
      throttled: true,
    })
})
