import { controllers } from '#generated/controllers'
import { api } from '#api/route_groups'
import {
  listTaskTemplatesValidator,
  taskTemplateChangesValidator,
  taskTemplateValidator,
} from '#tasks/templates/validators/task_template'
import '#tasks/templates/schemas'

const example = {
  name: 'Release',
  title: 'Release a version',
  priority: 'high',
  estimated_hours: 2.5,
  tags: ['release'],
}

api.resource('task-templates/:id', controllers.tasks.templates.TaskTemplates, 'TaskTemplate', {
  index: { summary: 'List task templates', query: listTaskTemplatesValidator },
  store: {
    summary: 'Create a task template',
    description:
      'With a `team`, the template is shared with the whole team. Only leads and members of the team can create one.',
    body: taskTemplateValidator,
    example,
  },
  show: { summary: 'Get a task template' },
  replace: {
    summary: 'Replace a task template',
    description: 'Omitted fields are reset to their defaults.',
    body: taskTemplateValidator,
    example,
  },
  update: { summary: 'Update a task template', body: taskTemplateChangesValidator },
  destroy: { summary: 'Delete a task template' },
})
