import type { HttpContext } from '@adonisjs/core/http'
import { UpdateTask } from '#tasks/actions/update_task'
import { assignmentValidator } from '#tasks/validators/task'
import { findEditable } from '#tasks/controllers/single_task'
import { addSomebodyElse } from '#tasks/pages/task_form'
import { returnFrom } from '#tasks/pages/notices'

export default class AssignmentsController {
  async store(ctx: HttpContext) {
    const task = await findEditable(ctx)
    await addSomebodyElse(ctx.request, 'user_ids')
    const { mode = 'add', userIds } = await ctx.request.validateBody(assignmentValidator)
    const assignedTo = { mode, userIds, field: 'user_ids' }
    await new UpdateTask().handle(ctx.auth.getUserOrFail(), task, { assignedTo })

    return returnFrom(ctx, task)
  }
}
