import type { HttpContext } from '@adonisjs/core/http'
import User from '#accounts/users/models/user'

export default class PeopleController {
  /** Where a mention leads: to the tasks of that user, for those who may know of them. */
  async show({ auth, params, response }: HttpContext) {
    const user = await User.query()
      .withScopes((scopes) => scopes.visibleTo(auth.getUserOrFail()))
      .withScopes((scopes) => scopes.named([params.username]))
      .firstOrFail()

    return response.redirect().toPath(`/tasks?assigned_to=${user.id}`)
  }
}
