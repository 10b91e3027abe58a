import { PRIORITIES, STATUSES } from '#tasks/tasks/models/task'
import {
  defineSchemas,
  defineSections,
  nullable,
  object,
  ID,
  INSTANT,
  PERSON,
} from '#api/contract/schemas'

const HOURS = { type: 'number', minimum: 0, examples: [2.5] }

defineSchemas({
  Task: object({
    id: ID,
    title: { type: 'string', maxLength: 200, examples: ['Draft the launch notes'] },
    description: { type: 'string', maxLength: 50_000, examples: ['One page, for everybody.'] },
    status: { type: 'string', enum: STATUSES, examples: ['in_progress'] },
    priority: { type: 'string', enum: PRIORITIES, examples: ['high'] },
    due_date: nullable(INSTANT),
    estimated_hours: nullable(HOURS),
    actual_hours: nullable(HOURS),
    created_by: PERSON,
    assigned_to: { type: 'array', items: PERSON },
    tags: {
      type: 'array',
      items: object({ id: ID, name: { type: 'string', examples: ['documents'] } }),
    },
    parent_task: nullable({ ...ID, examples: [null] }),
    team: nullable(ID),
    metadata: { type: 'object', additionalProperties: true },
    created_at: INSTANT,
    updated_at: INSTANT,
    is_archived: { type: 'boolean', examples: [false] },
    is_overdue: {
      type: 'boolean',
      description: 'Whether the due date has passed and the task is neither done nor cancelled.',
      examples: [false],
    },
    version: {
      type: 'integer',
      minimum: 1,
      description: 'Increases with every change.',
      examples: [3],
    },
    started_at: nullable(INSTANT),
    completed_at: nullable({ ...INSTANT, examples: [null] }),
    deleted_at: nullable({ ...INSTANT, examples: [null] }),
  }),
})

defineSections({
  tasks: {
    position: 301,
    title: 'Tasks',
    description:
      'You see the tasks of your teams and those that you created or are assigned to; admins see all. A task can be changed by its creator, its assignees, the leads and members of its team, and managers. It can be deleted and restored by its creator, the leads of its team, and managers.',
  },
})
