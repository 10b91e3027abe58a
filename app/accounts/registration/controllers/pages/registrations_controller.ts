import type { HttpContext } from '@adonisjs/core/http'
import { RegisterUser } from '#accounts/registration/actions/register_user'
import { registrationValidator } from '#accounts/users/validators/user'
import { home } from '#web/home'

export default class RegistrationsController {
  create({ view }: HttpContext) {
    return view.render('pages/registrations/create')
  }

  async store({ auth, request, response, session }: HttpContext) {
    const input = await request.validateBody(registrationValidator)
    const user = await new RegisterUser().handle(input, request.ip())
    await auth.use('web').login(user)

    session.flash('notice', { text: `Welcome, ${user.displayName}.` })
    return response.redirect().toIntended(home.path)
  }
}
