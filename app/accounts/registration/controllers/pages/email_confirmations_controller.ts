import type { HttpContext } from '@adonisjs/core/http'
import { ConfirmEmail } from '#accounts/registration/actions/confirm_email'
import { RequestConfirmation } from '#accounts/registration/actions/request_confirmation'
import { InvalidConfirmationLink } from '#accounts/exceptions'

/** A GET only shows a button, because mail scanners open links. */
export default class EmailConfirmationsController {
  create({ request, view }: HttpContext) {
    const { email } = this.#read(request)
    return view.render('pages/email/confirm', { email, action: request.url(true) })
  }

  async store({ request, view }: HttpContext) {
    const { userId, email } = this.#read(request)
    await new ConfirmEmail().handle(userId, email)
    return view.render('pages/email/confirmed', { email })
  }

  async resend({ auth, response, session }: HttpContext) {
    await new RequestConfirmation().handle(auth.getUserOrFail())
    session.flash('notice', { text: 'Confirmation email sent' })
    return response.redirect().toPath('/profile')
  }

  #read(request: HttpContext['request']) {
    if (!request.hasValidSignature()) throw new InvalidConfirmationLink()
    const { user, email } = request.qs()
    return { userId: Number(user), email: String(email) }
  }
}
