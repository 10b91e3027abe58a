import { errors } from '@adonisjs/lucid'
import type { HttpContext } from '@adonisjs/core/http'
import User from '#accounts/models/user'

export default class PeopleController {
  /** Where a mention leads: to the tasks of that user. */
  async show({ params, response }: HttpContext) {
    const user = await User.findByLogin(params.username)
    if (!user) throw new errors.E_ROW_NOT_FOUND()

    return response.redirect().toPath(`/tasks?assigned_to=${user.id}`)
  }
}
