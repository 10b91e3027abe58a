import { test } from '@japa/runner'
import { inWords } from '#api/contract/words'
import type { JsonSchema } from '#api/contract/schemas'

test.group('Schemas in words', () => {
  test('{0} is {1}')
    .with([
      [
        { type: ['string', 'null'], minLength: 1, maxLength: 9 },
        'string, 1 to 9 characters, or null',
      ],
      [{ enum: ['lead', 'viewer', null] }, '`lead`, `viewer`, or null'],
      [{ anyOf: [{ enum: ['lead'] }, { type: 'null' }] }, '`lead`, or null'],
      [{ anyOf: [{ enum: ['lead', null] }, { type: 'integer' }] }, '`lead` or integer, or null'],
      [{ type: ['object', 'null'], properties: { id: {}, name: {} } }, '{ id, name }, or null'],
      [{ anyOf: [{ $ref: '#/components/schemas/Tag' }, { type: 'null' }] }, 'Tag, or null'],
      [{ type: 'array', items: { type: ['string', 'null'] } }, 'array of string, or null'],
    ] as const)
    .run(({ assert }, [schema, words]) => assert.equal(inWords(schema as JsonSchema), words))
})
