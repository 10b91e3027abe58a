import type { HttpContext } from '@adonisjs/core/http'
import Task from '#tasks/tasks/models/task'
import TaskPolicy from '#tasks/tasks/policies/task_policy'
import { listMetadata } from '#api/pagination/paginate'
import { ExpectedVersion } from '#api/concurrency/expected_version'
import { DEFAULTS } from '#tasks/tasks/task_fields'
import { findTask, findChangedTask } from '#tasks/tasks/queries/find_task'
import { listTasks } from '#tasks/lists/queries/list_tasks'
import { CreateTask } from '#tasks/tasks/actions/create_task'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { DeleteTask } from '#tasks/tasks/actions/delete_task'
import { answerTask, findEditable } from '#tasks/tasks/controllers/single_task'
import { taskFiltersValidator } from '#tasks/lists/validators/task_filters'
import {
  taskChangesValidator,
  taskReplacementValidator,
  taskValidator,
} from '#tasks/tasks/validators/task'

export default class TasksController {
  async index({ actor, request, response }: HttpContext) {
    const filters = await request.validateQuery(taskFiltersValidator, {
      meta: { timezone: actor.user.timezone },
    })
    const page = await listTasks(actor, filters)
    const head = JSON.stringify(listMetadata(request, page)).slice(0, -1)

    return response.type('json').send(`${head},"results":[${page.rows.join(',')}]}`)
  }

  async store(ctx: HttpContext) {
    const { actor, bouncer, request, response } = ctx
    await bouncer.with(TaskPolicy).authorize('create')
    const input = await request.validateBody(taskValidator)
    const task = await new CreateTask().handle(actor, input)

    response.status(201).header('Location', `/api/tasks/${task.id}/`)
    return answerTask(ctx, await findChangedTask(task))
  }

  async show(ctx: HttpContext) {
    return answerTask(ctx, await findTask(ctx.actor, ctx.params.id))
  }

  async replace(ctx: HttpContext) {
    const task = await findEditable(ctx)
    const { version, ...input } = await ctx.request.validateBody(taskReplacementValidator)
    const changes = { ...DEFAULTS, ...input }
    await new UpdateTask().handle(
      ctx.actor,
      task,
      changes,
      ExpectedVersion.of(ctx.request, version)
    )

    return answerTask(ctx, await findChangedTask(task))
  }

  async update(ctx: HttpContext) {
    const task = await findEditable(ctx)
    const { version, ...changes } = await ctx.request.validateBody(taskChangesValidator)
    await new UpdateTask().handle(
      ctx.actor,
      task,
      changes,
      ExpectedVersion.of(ctx.request, version)
    )

    return answerTask(ctx, await findChangedTask(task))
  }

  async destroy({ actor, bouncer, params, request, response }: HttpContext) {
    const task = await Task.findVisible(actor, params.id)
    await bouncer.with(TaskPolicy).authorize('delete', task)
    await new DeleteTask().handle(actor, task, ExpectedVersion.of(request))

    return response.noContent()
  }
}
