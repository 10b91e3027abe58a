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
  Comment: object({
    id: ID,
    task: ID,
    user: nullable(PERSON),
    source: SOURCE,
    body: { type: 'string', maxLength: 20_000, examples: ['The figures are in.'] },
    created_at: INSTANT,
    updated_at: INSTANT,
  }),
})

defineSections({
  comments: {
    position: 302,
    title: 'Comments',
    description:
      'Anyone who can change a task can comment on it. Comments can be edited only by their authors.',
  },
})
