import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Sends those who are signed in on to their tasks: there is nothing to sign in to. */
export default class GuestMiddleware {
  async handle({ auth, response }: HttpContext, next: NextFn) {
    if (await auth.use('web').check()) return response.redirect().toPath('/tasks')
    return next()
  }
}
