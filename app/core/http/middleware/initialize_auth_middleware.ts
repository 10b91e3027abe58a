import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type {} from '@adonisjs/auth/initialize_auth_middleware'

/**
 * Gives each request its authenticator, and templates too. The framework's own middleware does the
 * same, but makes a renderer of templates for requests to the API as well, which show none.
 */
export default class InitializeAuthMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const manager = await ctx.containerResolver.make('auth.manager')
    ctx.auth = manager.createAuthenticator(ctx)
    if (!ctx.request.url().startsWith('/api/')) ctx.view.share({ auth: ctx.auth })
    return next()
  }
}
