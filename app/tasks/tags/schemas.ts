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
  Tag: object({
    id: ID,
    name: { type: 'string', maxLength: 50, examples: ['documents'] },
    created_by: nullable({ ...PERSON, description: 'Null where you don’t see them.' }),
    created_at: INSTANT,
    updated_at: INSTANT,
  }),
})

defineSections({
  tags: {
    title: 'Tags',
    description:
      'Words that tasks share: one set for everybody, unique without regard to case. A task that is given an unknown name makes the tag. Creators, managers and admins rename and delete them.',
  },
})
