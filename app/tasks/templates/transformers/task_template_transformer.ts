import { BaseTransformer } from '@adonisjs/core/transformers'
import type TaskTemplate from '#tasks/templates/models/task_template'

export default class TaskTemplateTransformer extends BaseTransformer<TaskTemplate> {
  toObject() {
    const template = this.resource
    return {
      ...this.pick(template, ['id', 'name', 'title', 'description', 'priority', 'tags']),
      estimated_hours: template.estimatedHours,
      metadata: template.metadata as Record<string, any>,
      team: template.teamId,
      created_by: this.pick(template.createdBy, ['id', 'username']),
      created_at: template.createdAt.toISO(),
      updated_at: template.updatedAt.toISO(),
    }
  }
}
