import type { HttpContext } from '@adonisjs/core/http'
import { ExpectedVersion } from '#api/concurrency/expected_version'
import { findChangedTask } from '#tasks/tasks/queries/find_task'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { assignmentValidator } from '#tasks/tasks/validators/task'
import { answerTask, findEditable } from '#tasks/tasks/controllers/single_task'

export default class AssignmentsController {
  async store(ctx: HttpContext) {
    const task = await findEditable(ctx)
    const { version, mode = 'add', userIds } = await ctx.request.validateBody(assignmentValidator)
    const seen = ExpectedVersion.of(ctx.request, version)
    const assignedTo = { mode, userIds, field: 'user_ids' }
    await new UpdateTask().handle(ctx.actor, task, { assignedTo }, seen)

    return answerTask(ctx, await findChangedTask(task))
  }
}
