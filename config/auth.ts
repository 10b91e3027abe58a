import { configProvider } from '@adonisjs/core'
import { defineConfig } from '@adonisjs/auth'
import { sessionGuard } from '@adonisjs/auth/session'
import { tokensGuard } from '@adonisjs/auth/access_tokens'
import type { HttpContext } from '@adonisjs/core/http'
import type { InferAuthEvents, Authenticators } from '@adonisjs/auth/types'

const authConfig = defineConfig({
  default: 'web',
  guards: {
    web: sessionGuard({
      useRememberMeTokens: false,
      provider: configProvider.create(async () => {
        const { SessionUsers } = await import('#accounts/sessions/user_providers')
        return new SessionUsers({ model: () => import('#accounts/users/models/user') })
      }),
    }),

    /** The API: short-lived JWTs, checked without a query. */
    jwt: {
      async resolver() {
        const { JwtGuard } = await import('#accounts/sessions/jwt_guard')
        return (ctx: HttpContext) => new JwtGuard(ctx)
      },
    },

    /** The API: long-lived tokens for programs. */
    api: tokensGuard({
      provider: configProvider.create(async () => {
        const { TokenUsers } = await import('#accounts/sessions/user_providers')
        return new TokenUsers({
          tokens: 'accessTokens',
          model: () => import('#accounts/users/models/user'),
        })
      }),
    }),
  },
})

export default authConfig

declare module '@adonisjs/auth/types' {
  export interface Authenticators extends InferAuthenticators<typeof authConfig> {}
}
declare module '@adonisjs/core/types' {
  export interface EventsList extends InferAuthEvents<Authenticators> {}
}
