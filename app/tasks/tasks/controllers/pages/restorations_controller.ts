import type { HttpContext } from '@adonisjs/core/http'
import Task from '#tasks/tasks/models/task'
import TaskPolicy from '#tasks/tasks/policies/task_policy'
import { addressOfTask } from '#tasks/lists/pages/return_address'
import { RestoreTask } from '#tasks/tasks/actions/restore_task'

export default class RestorationsController {
  async store({ auth, bouncer, params, request, response, session }: HttpContext) {
    const user = auth.getUserOrFail()
    const task = await Task.findVisible(user, params.id, Task.queryWithDeleted())
    await bouncer.with(TaskPolicy).authorize('restore', task)
    await new RestoreTask().handle(user, task)

    session.flash('notice', { text: `Restored “${task.title}”` })
    return response.redirect().toPath(addressOfTask(request, task.id))
  }
}
