import type TaskTemplate from '#tasks/templates/models/task_template'

export class DeleteTaskTemplate {
  async handle(template: TaskTemplate): Promise<void> {
    await template.delete()
  }
}
