import type { HttpContext } from '@adonisjs/core/http'
import Task from '#tasks/tasks/models/task'
import TaskPolicy from '#tasks/tasks/policies/task_policy'
import { ExpectedVersion } from '#api/concurrency/expected_version'
import { findChangedTask } from '#tasks/tasks/queries/find_task'
import { RestoreTask } from '#tasks/tasks/actions/restore_task'
import { answerTask } from '#tasks/tasks/controllers/single_task'

export default class RestorationsController {
  async store(ctx: HttpContext) {
    const { actor } = ctx
    const task = await Task.findVisible(actor, ctx.params.id, Task.queryWithDeleted())
    await ctx.bouncer.with(TaskPolicy).authorize('restore', task)
    await new RestoreTask().handle(actor, task, ExpectedVersion.of(ctx.request))

    return answerTask(ctx, await findChangedTask(task))
  }
}
