import type { HttpContext } from '@adonisjs/core/http'
import User from '#accounts/users/models/user'
import type Task from '#tasks/tasks/models/task'
import TaskAssignment from '#tasks/assignments/models/task_assignment'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { assignmentValidator } from '#tasks/tasks/validators/task'
import { findEditable } from '#tasks/tasks/controllers/single_task'
import { addTypedAssignee } from '#tasks/tasks/pages/task_form'
import { assignmentNotice, returnFrom } from '#tasks/tasks/pages/notices'

export default class AssignmentsController {
  async store(ctx: HttpContext) {
    const task = await findEditable(ctx)
    await addTypedAssignee(ctx.actor, ctx.request, 'user_ids')
    const { mode = 'add', userIds } = await ctx.request.validateBody(assignmentValidator)
    const assignedTo = { mode, userIds, field: 'user_ids' }
    const before = await findAssigned(task)
    await new UpdateTask().handle(ctx.actor, task, { assignedTo })

    const after = await findAssigned(task)
    ctx.session.flash('notice', assignmentNotice(task, before, after))
    return returnFrom(ctx, task)
  }
}

const findAssigned = ({ id }: Task) =>
  User.query().whereIn('id', TaskAssignment.userIdsOf(id)).orderBy('username')
