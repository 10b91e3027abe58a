import type { HttpContext } from '@adonisjs/core/http'
import UserPolicy from '#accounts/policies/user_policy'
import { UpdateUser } from '#accounts/actions/update_user'
import { userChangesValidator } from '#accounts/validators/user'

/** The page of whoever is signed in about themselves. */
export default class ProfileController {
  edit({ auth, view }: HttpContext) {
    return view.render('pages/profile/edit', { user: auth.getUserOrFail() })
  }

  async update({ auth, bouncer, request, response, session }: HttpContext) {
    const user = auth.getUserOrFail()
    const input = await request.validateBody(userChangesValidator, { meta: { id: user.id } })
    await bouncer.with(UserPolicy).authorize('apply', user, input)
    await new UpdateUser().handle(user, input)

    session.flash('notice', { text: 'Your profile is saved.' })
    return response.redirect().toPath('/profile')
  }
}
