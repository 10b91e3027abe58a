import type { HttpContext } from '@adonisjs/core/http'
import Task from '#tasks/tasks/models/task'
import TaskPolicy from '#tasks/tasks/policies/task_policy'
import { addressOfTask } from '#tasks/lists/pages/return_address'
import { RestoreTask } from '#tasks/tasks/actions/restore_task'

export default class RestorationsController {
  async store({ actor, bouncer, params, request, response, session }: HttpContext) {
    const task = await Task.findVisible(actor, params.id, Task.queryWithDeleted())
    await bouncer.with(TaskPolicy).authorize('restore', task)
    await new RestoreTask().handle(actor, task)

    session.flash('notice', { text: `Restored “${task.title}”` })
    return response.redirect().toPath(addressOfTask(request, task.id))
  }
}
