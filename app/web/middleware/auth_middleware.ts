import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { Authenticators } from '@adonisjs/auth/types'
import { isSameOrigin, isForm } from '#web/forms/form_origin'
import { shareNavigation } from '#web/navigation'
import { SignedOut } from '#web/exceptions/signed_out'

/** It must fit into a cookie. */
const MAX_ADDRESS_LENGTH = 1000

/** 401 for the API; pages redirect to the sign-in page and come back. */
export default class AuthMiddleware {
  async handle(ctx: HttpContext, next: NextFn, { guards }: { guards: (keyof Authenticators)[] }) {
    const { auth, request, response } = ctx
    if (!guards.includes('web')) {
      await auth.authenticateUsing(guards)
      return next()
    }
    if (await auth.checkUsing(guards)) {
      shareNavigation(ctx, auth.getUserOrFail())
      return next()
    }
    if (isSameOrigin(request) && isForm(request)) throw new SignedOut()

    const redirect = response.redirect()
    if (request.url(true).length <= MAX_ADDRESS_LENGTH) redirect.withIntendedUrl()
    return redirect.toPath('/login')
  }
}
