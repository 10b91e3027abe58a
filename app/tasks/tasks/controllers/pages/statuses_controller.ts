import type { HttpContext } from '@adonisjs/core/http'
import { previousPage } from '#web/previous_page'
import { findEditable } from '#tasks/tasks/controllers/single_task'

/** The status menu as a page, for browsers without JavaScript. */
export default class StatusesController {
  async edit(ctx: HttpContext) {
    const task = await findEditable(ctx)
    return ctx.view.render('pages/statuses/edit', { task, back: previousPage(ctx, '/tasks') })
  }
}
