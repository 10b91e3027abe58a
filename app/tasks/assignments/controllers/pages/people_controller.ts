import type { HttpContext } from '@adonisjs/core/http'
import User from '#accounts/users/models/user'

export default class PeopleController {
  /** The target of mentions. */
  async show({ actor, params, response }: HttpContext) {
    const user = await User.query()
      .withScopes((scopes) => scopes.visibleTo(actor))
      .withScopes((scopes) => scopes.named([params.username]))
      .firstOrFail()

    return response.redirect().toPath(`/tasks?assigned_to=${user.id}`)
  }
}
