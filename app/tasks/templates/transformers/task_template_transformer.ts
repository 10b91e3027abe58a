import { BaseTransformer } from '@adonisjs/core/transformers'
import { attributeOf, columnOf, TEMPLATE_FIELDS } from '#tasks/tasks/task_fields'
import type TaskTemplate from '#tasks/templates/models/task_template'

export default class TaskTemplateTransformer extends BaseTransformer<TaskTemplate> {
  toObject() {
    const template = this.resource
    const fields = TEMPLATE_FIELDS.map((field) => [
      field,
      template[attributeOf(columnOf(field)) as keyof TaskTemplate],
    ])
    return {
      id: template.id,
      name: template.name,
      ...Object.fromEntries(fields),
      created_by: this.pick(template.createdBy, ['id', 'username']),
      created_at: template.createdAt.toISO(),
      updated_at: template.updatedAt.toISO(),
    }
  }
}
