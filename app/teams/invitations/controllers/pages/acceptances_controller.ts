import type { HttpContext } from '@adonisjs/core/http'
import User from '#accounts/users/models/user'
import accountsConfig from '#config/accounts'
import { RegistrationClosed } from '#accounts/exceptions'
import { AcceptInvitation } from '#teams/invitations/actions/accept_invitation'
import { findInvitation } from '#teams/invitations/queries/find_invitation'
import { acceptanceValidator, tokenValidator } from '#teams/invitations/validators/invitation'

export default class AcceptancesController {
  /** Users with an account sign in first. */
  async create({ auth, request, response, view }: HttpContext) {
    const { token } = await request.validateQuery(tokenValidator)
    const invitation = await findInvitation(token)
    const isKnown = (await User.findByEmail(invitation.email)) !== null
    if (isKnown || (await auth.use('web').check())) {
      return response.redirect().withQs({ token }).toPath('/invitations/join')
    }
    if (accountsConfig.registration === 'closed') throw new RegistrationClosed()
    return view.render('pages/invitations/accept', { invitation, token })
  }

  async store({ auth, request, response, session }: HttpContext) {
    const input = await request.validateBody(acceptanceValidator)
    const user = await new AcceptInvitation().register(input, request.ip())
    await auth.use('web').login(user)

    session.flash('notice', { text: `Welcome, ${user.displayName}.` })
    return response.redirect().toPath('/tasks')
  }

  async edit({ actor, request, view }: HttpContext) {
    const { token } = await request.validateQuery(tokenValidator)
    const invitation = await findInvitation(token)
    const isMine = invitation.isFor(actor.user)
    return view.render('pages/invitations/join', { invitation, token, isMine })
  }

  async update({ actor, request, response, session }: HttpContext) {
    const { token } = await request.validateBody(tokenValidator)
    const { team } = await new AcceptInvitation().join(actor.user, token)

    session.flash('notice', { text: team ? `Joined ${team.name}` : 'Welcome back' })
    return response.redirect().toPath(team ? `/tasks?team=${team.id}` : '/tasks')
  }
}
