import type { HttpContext } from '@adonisjs/core/http'
import { ChangePassword } from '#accounts/passwords/actions/change_password'
import { passwordChangeValidator } from '#accounts/passwords/validators/password'

export default class PasswordsController {
  /** The current session continues under a new id. */
  async update({ auth, request, response, session }: HttpContext) {
    const actor = auth.getUserOrFail()
    const input = await request.validateBody(passwordChangeValidator, { meta: { user: actor } })
    const user = await new ChangePassword().handle(actor, input, request.ip())
    await auth.use('web').login(user)

    session.flash('notice', { text: 'Password changed. All other sessions have been signed out.' })
    return response.redirect().toPath('/profile')
  }
}
