import { FIELD_NAMES } from '#tasks/tasks/task_fields'
import { schemasOf } from '#tasks/tasks/field_kinds'
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
  Task: object({
    id: ID,
    ...schemasOf(FIELD_NAMES),
    created_by: PERSON,
    created_at: INSTANT,
    updated_at: INSTANT,
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
