import { TEMPLATE_FIELDS } from '#tasks/tasks/task_fields'
import { schemasOf } from '#tasks/tasks/field_kinds'
import { defineSchemas, defineSections, object, ID, INSTANT, PERSON } from '#api/contract/schemas'

defineSchemas({
  TaskTemplate: object({
    id: ID,
    name: { type: 'string', examples: ['Release'] },
    ...schemasOf(TEMPLATE_FIELDS),
    tags: { type: 'array', items: { type: 'string' }, examples: [['release']] },
    created_by: PERSON,
    created_at: INSTANT,
    updated_at: INSTANT,
  }),
})

defineSections({
  task_templates: {
    position: 305,
    title: 'Task templates',
    description:
      'Presets for new tasks. A template without a team is private to its creator. A team’s template can be used by all members and changed by its creator, the leads and admins.',
  },
})
