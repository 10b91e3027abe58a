import type { HttpContext } from '@adonisjs/core/http'
import accountsConfig from '#config/accounts'
import { ROLES } from '#accounts/users/models/user'
import { TEAM_ROLES } from '#teams/members/models/team_member'
import { Invite } from '#teams/invitations/actions/invite'
import { WithdrawInvitation } from '#teams/invitations/actions/withdraw_invitation'
import InvitationPolicy from '#teams/invitations/policies/invitation_policy'
import { listInvitations } from '#teams/invitations/queries/list_invitations'
import { findTeamsToInviteTo } from '#teams/invitations/queries/find_teams_to_invite_to'
import { invitationValidator } from '#teams/invitations/validators/invitation'

const LATEST = 100

export default class InvitationsController {
  async index({ actor, bouncer, view }: HttpContext) {
    await bouncer.with(InvitationPolicy).authorize('create')
    const { user } = actor

    return view.render('pages/invitations/index', {
      isClosed: accountsConfig.registration === 'closed',
      invitations: await listInvitations(actor).orderBy('id', 'desc').limit(LATEST),
      teams: await findTeamsToInviteTo(user),
      mayInviteWithoutTeam: user.isAdmin || user.role === 'manager',
      roles: ROLES.slice(ROLES.indexOf(user.role)),
      teamRoles: TEAM_ROLES,
    })
  }

  async store({ actor, bouncer, request, response, session }: HttpContext) {
    await bouncer.with(InvitationPolicy).authorize('create')
    const input = await request.validateBody(invitationValidator)
    const { email } = await new Invite().handle(actor, input)

    session.flash('notice', { text: `Invited ${email}` })
    return response.redirect().toPath('/invitations')
  }

  async destroy({ actor, bouncer, params, response, session }: HttpContext) {
    const found = await listInvitations(actor).where('invitations.id', params.id).firstOrFail()
    await bouncer.with(InvitationPolicy).authorize('delete')
    await new WithdrawInvitation().handle(actor, found)

    session.flash('notice', { text: `Withdrew the invitation for ${found.email}` })
    return response.redirect().toPath('/invitations')
  }
}
