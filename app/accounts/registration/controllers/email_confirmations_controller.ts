import type { HttpContext } from '@adonisjs/core/http'
import { RequestConfirmation } from '#accounts/registration/actions/request_confirmation'

export default class EmailConfirmationsController {
  async store({ auth, response }: HttpContext) {
    await new RequestConfirmation().handle(auth.getUserOrFail())
    return response.noContent()
  }
}
