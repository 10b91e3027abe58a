import { PRIORITIES } from '#tasks/tasks/models/task'
import {
  defineSchemas,
  defineSections,
  nullable,
  object,
  ID,
  INSTANT,
  PERSON,
} from '#api/contract/schemas'

defineSchemas({
  TaskTemplate: object({
    id: ID,
    name: { type: 'string', examples: ['Release'] },
    title: { type: 'string', examples: ['Release the next version'] },
    description: { type: 'string', examples: ['Tag, build, tell everybody.'] },
    priority: { type: 'string', enum: PRIORITIES, examples: ['medium'] },
    estimated_hours: nullable({ type: 'number', minimum: 0, examples: [4] }),
    tags: { type: 'array', items: { type: 'string' }, examples: [['release']] },
    metadata: { type: 'object', additionalProperties: true },
    team: nullable(ID),
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
