import type { HttpContext } from '@adonisjs/core/http'
import SignedInTransformer from '#accounts/sessions/transformers/signed_in_transformer'
import { listUsers } from '#accounts/users/queries/list_users'
import { IssueTokens } from '#accounts/sessions/actions/issue_tokens'
import { ChangePassword } from '#accounts/passwords/actions/change_password'
import { passwordChangeValidator } from '#accounts/passwords/validators/password'

export default class PasswordsController {
  async update({ actor, request, serialize }: HttpContext) {
    const known = await listUsers(actor).where('id', actor.user.id).firstOrFail()
    const input = await request.validateBody(passwordChangeValidator, { meta: { user: known } })
    const user = await new ChangePassword().handle(known, input, request.ip())
    const tokens = await new IssueTokens().handle(user)

    return serialize(SignedInTransformer.transform({ user, ...tokens }))
  }
}
