import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { api } from '#api/route_groups'
import { listOf, ref } from '#api/contract/schemas'
import {
  listTaskTemplatesValidator,
  taskTemplateChangesValidator,
  taskTemplateValidator,
} from '#tasks/templates/validators/task_template'
import '#api/contract/contract'
import '#tasks/templates/schemas'

const example = {
  name: 'Release',
  title: 'Release a version',
  priority: 'high',
  estimated_hours: 2.5,
  tags: ['release'],
}

api(() => {
  router
    .get('task-templates', [controllers.tasks.templates.TaskTemplates, 'index'])
    .as('task_templates.index')
    .contract({
      summary: 'List task templates',
      query: listTaskTemplatesValidator,
      answers: { 200: listOf('TaskTemplate') },
    })

  router
    .post('task-templates', [controllers.tasks.templates.TaskTemplates, 'store'])
    .as('task_templates.store')
    .contract({
      summary: 'Create a task template',
      description:
        'With a `team`, the template is shared with the whole team. Only leads and members of the team can create one.',
      body: taskTemplateValidator,
      example,
      answers: { 201: ref('TaskTemplate') },
    })

  router
    .get('task-templates/:id', [controllers.tasks.templates.TaskTemplates, 'show'])
    .as('task_templates.show')
    .contract({ summary: 'Get a task template', answers: { 200: ref('TaskTemplate') } })

  router
    .put('task-templates/:id', [controllers.tasks.templates.TaskTemplates, 'replace'])
    .as('task_templates.replace')
    .contract({
      summary: 'Replace a task template',
      description: 'Omitted fields are reset to their defaults.',
      body: taskTemplateValidator,
      example,
      answers: { 200: ref('TaskTemplate') },
    })

  router
    .patch('task-templates/:id', [controllers.tasks.templates.TaskTemplates, 'update'])
    .as('task_templates.update')
    .contract({
      summary: 'Update a task template',
      body: taskTemplateChangesValidator,
      answers: { 200: ref('TaskTemplate') },
    })

  router
    .delete('task-templates/:id', [controllers.tasks.templates.TaskTemplates, 'destroy'])
    .as('task_templates.destroy')
    .contract({ summary: 'Delete a task template', answers: { 204: null } })
})
