import type { HttpContext } from '@adonisjs/core/http'
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
      query: (params) => listTaskTemplates(ctx.auth.getUserOrFail(), params),
      bytes: 'octet_length(task_templates.description)',
      transform: (templates) => TaskTemplateTransformer.transform(templates),
    })
  }

  async store({ auth, bouncer, request, response, serialize }: HttpContext) {
    await bouncer.with(TaskTemplatePolicy).authorize('create')
    const input = await request.validateBody(taskTemplateValidator)
    const { id } = await new CreateTaskTemplate().handle(auth.getUserOrFail(), input)

    return response.created(
      await serialize(TaskTemplateTransformer.transform(await find(auth, id)))
    )
  }

  async show({ auth, params, serialize }: HttpContext) {
    return serialize(TaskTemplateTransformer.transform(await find(auth, params.id)))
  }

  async replace({ auth, bouncer, params, request, serialize }: HttpContext) {
    const template = await find(auth, params.id)
    await bouncer.with(TaskTemplatePolicy).authorize('update', template)
    const input = await request.validateBody(taskTemplateValidator)
    const whole = { ...TASK_TEMPLATE_DEFAULTS, ...input }
    await new UpdateTaskTemplate().handle(auth.getUserOrFail(), template, whole)

    return serialize(TaskTemplateTransformer.transform(template))
  }

  async update({ auth, bouncer, params, request, serialize }: HttpContext) {
    const template = await find(auth, params.id)
    await bouncer.with(TaskTemplatePolicy).authorize('update', template)
    const input = await request.validateBody(taskTemplateChangesValidator)
    await new UpdateTaskTemplate().handle(auth.getUserOrFail(), template, input)

    return serialize(TaskTemplateTransformer.transform(template))
  }

  async destroy({ auth, bouncer, params, response }: HttpContext) {
    const template = await find(auth, params.id)
    await bouncer.with(TaskTemplatePolicy).authorize('delete', template)
    await template.delete()

    return response.noContent()
  }
}

function find(auth: HttpContext['auth'], id: number) {
  const templates = listTaskTemplates(auth.getUserOrFail())
  return templates.where('task_templates.id', id).firstOrFail()
}
