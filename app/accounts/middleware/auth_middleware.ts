import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { Authenticators } from '@adonisjs/auth/types'

/**
 * Lets in those whom one of the guards knows. Others get a 401 on the API; pages send them to the
 * sign-in page, which brings them back to where they wanted to go.
 */
export default class AuthMiddleware {
  async handle(
    { auth, response }: HttpContext,
    next: NextFn,
    { guards }: { guards: (keyof Authenticators)[] }
  ) {
    if (!guards.includes('web')) {
      await auth.authenticateUsing(guards)
      return next()
    }
    if (await auth.checkUsing(guards)) return next()
    return response.redirect().withIntendedUrl().toPath('/login')
  }
}
