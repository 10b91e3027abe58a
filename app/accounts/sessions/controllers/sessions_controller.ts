import type { HttpContext } from '@adonisjs/core/http'
import SignedInTransformer from '#accounts/sessions/transformers/signed_in_transformer'
import { SignIn } from '#accounts/sessions/actions/sign_in'
import { SignOut } from '#accounts/sessions/actions/sign_out'
import { RotateRefreshToken } from '#accounts/sessions/actions/rotate_refresh_token'
import {
  refreshValidator,
  signInValidator,
  signOutValidator,
} from '#accounts/sessions/validators/session'

export default class SessionsController {
  async store({ request, serialize }: HttpContext) {
    const { username, email, password } = await request.validateBody(signInValidator)
    const credentials = { login: (username ?? email)!, password }
    const signedIn = await new SignIn().withTokens(credentials, request.ip())

    return serialize(SignedInTransformer.transform(signedIn))
  }

  async update({ request, serialize }: HttpContext) {
    const { refresh } = await request.validateBody(refreshValidator)
    const renewed = await new RotateRefreshToken().handle(refresh)

    return serialize(SignedInTransformer.transform(renewed))
  }

  async destroy({ auth, request, response }: HttpContext) {
    const { refresh } = await request.validateBody(signOutValidator)
    const { family } = auth.use('jwt')
    await new SignOut().handle(auth.getUserOrFail(), { family, refresh })

    return response.noContent()
  }
}
