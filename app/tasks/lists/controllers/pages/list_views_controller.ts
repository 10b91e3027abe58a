import type { HttpContext } from '@adonisjs/core/http'
import { keepView } from '#tasks/lists/pages/list_view'
import { addressOfList } from '#tasks/lists/pages/return_address'
import { listViewValidator } from '#tasks/lists/validators/task_filters'

export default class ListViewsController {
  async update(ctx: HttpContext) {
    const choice = await ctx.request.validateBody(listViewValidator)
    const list = new URL(addressOfList(ctx.request), 'http://here').searchParams
    keepView(ctx, list, choice)
    return ctx.response.redirect().toPath(`/tasks?${list}`.replace(/\?$/, ''))
  }
}
