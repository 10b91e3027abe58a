import type { HttpContext } from '@adonisjs/core/http'
import SignedInTransformer from '#accounts/sessions/transformers/signed_in_transformer'
import { IssueTokens } from '#accounts/sessions/actions/issue_tokens'
import { RegisterUser } from '#accounts/registration/actions/register_user'
import { registrationValidator } from '#accounts/users/validators/user'

export default class RegistrationsController {
  async store({ request, response, serialize }: HttpContext) {
    const input = await request.validateBody(registrationValidator)
    const user = await new RegisterUser().handle(input, request.ip())
    const tokens = await new IssueTokens().handle(user)

    return response.created(await serialize(SignedInTransformer.transform({ user, ...tokens })))
  }
}
