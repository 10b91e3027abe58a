import type { HttpContext } from '@adonisjs/core/http'
import { answerList } from '#api/pagination/answer_list'
import { Invite } from '#teams/invitations/actions/invite'
import { AcceptInvitation } from '#teams/invitations/actions/accept_invitation'
import { WithdrawInvitation } from '#teams/invitations/actions/withdraw_invitation'
import { IssueTokens } from '#accounts/sessions/actions/issue_tokens'
import SignedInTransformer from '#accounts/sessions/transformers/signed_in_transformer'
import InvitationPolicy from '#teams/invitations/policies/invitation_policy'
import { listInvitations } from '#teams/invitations/queries/list_invitations'
import InvitationTransformer from '#teams/invitations/transformers/invitation_transformer'
import {
  acceptanceValidator,
  invitationOrdering,
  invitationValidator,
  listInvitationsValidator,
  tokenValidator,
} from '#teams/invitations/validators/invitation'

export default class InvitationsController {
  index(ctx: HttpContext) {
    return answerList(ctx, {
      validator: listInvitationsValidator,
      ordering: invitationOrdering,
      query: () => listInvitations(ctx.actor),
      transform: (invitations) => InvitationTransformer.transform(invitations),
    })
  }

  async store({ actor, bouncer, request, response, serialize }: HttpContext) {
    await bouncer.with(InvitationPolicy).authorize('create')
    const input = await request.validateBody(invitationValidator)
    const { id } = await new Invite().handle(actor, input)
    const made = await listInvitations(actor).where('invitations.id', id).firstOrFail()

    return response.created(await serialize(InvitationTransformer.transform(made)))
  }

  async destroy({ actor, bouncer, params, response }: HttpContext) {
    const found = await listInvitations(actor).where('invitations.id', params.id).firstOrFail()
    await bouncer.with(InvitationPolicy).authorize('delete')
    await new WithdrawInvitation().handle(actor, found)

    return response.noContent()
  }

  async accept({ request, response, serialize }: HttpContext) {
    const input = await request.validateBody(acceptanceValidator)
    const user = await new AcceptInvitation().register(input, request.ip())
    const tokens = await new IssueTokens().handle(user)

    return response.created(await serialize(SignedInTransformer.transform({ user, ...tokens })))
  }

  async join({ actor, request, response }: HttpContext) {
    const { token } = await request.validateBody(tokenValidator)
    await new AcceptInvitation().join(actor.user, token)

    return response.noContent()
  }
}
