import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { Authenticators } from '@adonisjs/auth/types'
import { cameFromHere, isForm } from '#web/forms/form_origin'
import { SignedOut } from '#accounts/exceptions'

/** It must fit into a cookie. */
const LONGEST_ADDRESS = 1000

/** 401 for the API; pages redirect to the sign-in page and come back. */
export default class AuthMiddleware {
  async handle(
    { auth, request, response }: HttpContext,
    next: NextFn,
    { guards }: { guards: (keyof Authenticators)[] }
  ) {
    if (!guards.includes('web')) {
      await auth.authenticateUsing(guards)
      return next()
    }
    if (await auth.checkUsing(guards)) return next()
    if (cameFromHere(request) && isForm(request)) throw new SignedOut()

    const redirect = response.redirect()
    if (request.url(true).length <= LONGEST_ADDRESS) redirect.withIntendedUrl()
    return redirect.toPath('/login')
  }
}
