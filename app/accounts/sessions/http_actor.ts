import { HttpContext } from '@adonisjs/core/http'
import { userActor, type UserActor } from '#accounts/users/actor'

HttpContext.getter('actor', function (this: HttpContext) {
  return userActor(this.auth.getUserOrFail())
})

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /** Whoever is signed in; throws E_UNAUTHORIZED_ACCESS where nobody is. */
    actor: UserActor
  }
}
