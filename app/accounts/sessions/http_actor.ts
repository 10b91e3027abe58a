import { HttpContext } from '@adonisjs/core/http'
import { userActor, type UserActor } from '#accounts/users/actor'

HttpContext.getter('actor', function (this: HttpContext) {
  return userActor(this.auth.getUserOrFail())
})

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /** @throws E_UNAUTHORIZED_ACCESS when not signed in */
    actor: UserActor
  }
}
