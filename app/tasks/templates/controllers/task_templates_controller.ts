import type { HttpContext } from '@adonisjs/core/http'
import type { UserActor } from '#accounts/users/actor'
import TaskTemplatePolicy from '#tasks/templates/policies/task_template_policy'
import TaskTemplateTransformer from '#tasks/templates/transformers/task_template_transformer'
import { answerList } from '#api/pagination/answer_list'
import { listTaskTemplates } from '#tasks/templates/queries/list_task_templates'
import { UpdateTaskTemplate } from '#tasks/templates/actions/update_task_template'
import {
  CreateTaskTemplate,
  TASK_TEMPLATE_DEFAULTS,
} from '#tasks/templates/actions/create_task_template'
import {
  listTaskTemplatesValidator,
  taskTemplateChangesValidator,
  taskTemplateOrdering,
  taskTemplateValidator,
} from '#tasks/templates/validators/task_template'

export default class TaskTemplatesController {
  index(ctx: HttpContext) {
    return answerList(ctx, {
      validator: listTaskTemplatesValidator,
      ordering: taskTemplateOrdering,
      query: (params) => listTaskTemplates(ctx.actor, params),
      bytes: 'octet_length(task_templates.description)',
      transform: (templates) => TaskTemplateTransformer.transform(templates),
    })
  }

  async store({ actor, bouncer, request, response, serialize }: HttpContext) {
    await bouncer.with(TaskTemplatePolicy).authorize('create')
    const input = await request.validateBody(taskTemplateValidator)
    const { id } = await new CreateTaskTemplate().handle(actor, input)

    return response.created(
      await serialize(TaskTemplateTransformer.transform(await find(actor, id)))
    )
  }

  async show({ actor, params, serialize }: HttpContext) {
    return serialize(TaskTemplateTransformer.transform(await find(actor, params.id)))
  }

  async replace({ actor, bouncer, params, request, serialize }: HttpContext) {
    const template = await find(actor, params.id)
    await bouncer.with(TaskTemplatePolicy).authorize('update', template)
    const input = await request.validateBody(taskTemplateValidator)
    const whole = { ...TASK_TEMPLATE_DEFAULTS, ...input }
    const updated = await new UpdateTaskTemplate().handle(actor, template, whole)

    return serialize(TaskTemplateTransformer.transform(updated))
  }

  async update({ actor, bouncer, params, request, serialize }: HttpContext) {
    const template = await find(actor, params.id)
    await bouncer.with(TaskTemplatePolicy).authorize('update', template)
    const input = await request.validateBody(taskTemplateChangesValidator)
    const updated = await new UpdateTaskTemplate().handle(actor, template, input)

    return serialize(TaskTemplateTransformer.transform(updated))
  }

  async destroy({ actor, bouncer, params, response }: HttpContext) {
    const template = await find(actor, params.id)
    await bouncer.with(TaskTemplatePolicy).authorize('delete', template)
    await template.delete()

    return response.noContent()
  }
}

function find(actor: UserActor, id: number) {
  const templates = listTaskTemplates(actor)
  return templates.where('task_templates.id', id).firstOrFail()
}
