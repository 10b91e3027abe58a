import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { home } from '#web/home'
import { resume } from '#web/forms/interrupted_form'

export default class GuestMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (!(await ctx.auth.use('web').check())) return next()
    if (!resume(ctx)) ctx.response.redirect().toPath(home.path)
  }
}
