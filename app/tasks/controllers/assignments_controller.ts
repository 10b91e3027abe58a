import type { HttpContext } from '@adonisjs/core/http'
import { SeenVersion } from '#core/concurrency/seen_version'
import { FindTask } from '#tasks/queries/find_task'
import { AssignTask } from '#tasks/actions/assign_task'
import { assignmentValidator } from '#tasks/validators/task'
import { answerTask, findEditable } from '#tasks/controllers/single_task'

export default class AssignmentsController {
  async store(ctx: HttpContext) {
    const task = await findEditable(ctx)
    const { version, mode = 'add', userIds } = await ctx.request.validateBody(assignmentValidator)
    const seen = SeenVersion.of(ctx.request, version)
    await new AssignTask().handle(ctx.auth.getUserOrFail(), task, { mode, userIds }, seen)

    return answerTask(ctx, await new FindTask().afterChange(task))
  }
}
