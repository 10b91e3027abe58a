import type { HttpContext } from '@adonisjs/core/http'
import accountsConfig from '#config/accounts'
import { hasAccounts } from '#accounts/users/queries/has_accounts'
import { SignIn } from '#accounts/sessions/actions/sign_in'
import { resume } from '#web/forms/interrupted_form'
import { pageSignInValidator } from '#accounts/sessions/validators/session'
import { home } from '#web/home'

export default class SessionsController {
  async create({ view }: HttpContext) {
    const { registration } = accountsConfig
    return view.render('pages/sessions/create', { registration, isNew: !(await hasAccounts()) })
  }

  /** The session id changes, against fixation. */
  async store(ctx: HttpContext) {
    const { auth, request, response } = ctx
    const { username, email, password } = await request.validateBody(pageSignInValidator)
    const user = await new SignIn().handle({ login: (username ?? email)!, password }, request.ip())
    await auth.use('web').login(user)

    if (!resume(ctx)) response.redirect().toIntended(home.path)
  }

  async destroy({ auth, response, session }: HttpContext) {
    await auth.use('web').logout()
    session.clear()
    session.regenerate()

    return response.redirect().toPath('/login')
  }
}
