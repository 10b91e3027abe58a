import { HISTORY_ACTIONS } from '#tasks/history/models/task_history'
import {
  defineSchemas,
  defineSections,
  nullable,
  object,
  ID,
  INSTANT,
  PERSON,
  SOURCE,
} from '#api/contract/schemas'

defineSchemas({
  HistoryEntry: object({
    id: ID,
    action: { type: 'string', enum: HISTORY_ACTIONS, examples: ['updated'] },
    field: nullable({ type: 'string', examples: ['status'] }),
    old: { description: 'The previous value; null unless a field changed.', examples: ['todo'] },
    new: {
      description: 'The new value; for `created`, an object with all fields.',
      examples: ['in_progress'],
    },
    user: nullable(PERSON),
    source: SOURCE,
    created_at: INSTANT,
  }),
})

defineSections({
  history: {
    position: 303,
    title: 'Task history',
    description: 'The changes of a task: who changed which field, when, and from what to what.',
  },
})
