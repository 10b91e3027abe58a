import type TaskTemplate from '#tasks/templates/models/task_template'

/** Deletes a template; the tasks that were made from it stay as they are. */
export class DeleteTaskTemplate {
  async handle(template: TaskTemplate): Promise<void> {
    await template.delete()
  }
}
