import type { HttpContext } from '@adonisjs/core/http'
import { KINDS, type Kind } from '#notifications/kinds'
import { MuteMails } from '#notifications/preferences/actions/mute_mails'
import { InvalidUnsubscribeLink } from '#notifications/exceptions'

export default class UnsubscriptionsController {
  create({ request, view }: HttpContext) {
    const { kinds } = this.#read(request)
    return view.render('pages/notifications/unsubscribe', { kinds, action: request.url(true) })
  }

  async store({ request, view }: HttpContext) {
    const { userId, kinds } = this.#read(request)
    await new MuteMails().handle(userId, kinds)
    return view.render('pages/notifications/unsubscribed', { kinds })
  }

  #read(request: HttpContext['request']) {
    if (!request.hasValidSignature()) throw new InvalidUnsubscribeLink()
    const { user, kinds } = request.qs()
    return {
      userId: Number(user),
      kinds: String(kinds)
        .split(',')
        .filter((kind): kind is Kind => (KINDS as readonly string[]).includes(kind)),
    }
  }
}
