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
    created_by: nullable({ ...PERSON, description: 'Null if the user is not visible to you.' }),
    created_at: INSTANT,
    updated_at: INSTANT,
  }),
})

defineSections({
  tags: {
    position: 304,
    title: 'Tags',
    description:
      'Tags are shared by all users; names are unique, ignoring case. Giving a task an unknown tag name creates the tag. The creator of a tag, managers and admins can rename and delete it.',
  },
})
