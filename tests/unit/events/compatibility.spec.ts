import fc from 'fast-check'
import { test } from '@japa/runner'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { breakingChanges, type JsonSchema } from '#events/catalogue/compatibility'

const PUBLISHED = {
  type: 'object',
  required: ['id', 'status', 'team_id', 'tags'],
  properties: {
    id: { type: 'integer', description: 'Of the task.' },
    status: { enum: ['todo', 'done'] },
    team_id: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
    tags: {
      type: 'array',
      items: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
    },
    note: { type: 'string' },
  },
}

/** Changes a copy of the published schema. */
function changed(change: (schema: any) => unknown) {
  const copy = structuredClone(PUBLISHED)
  change(copy)
  return breakingChanges(PUBLISHED, copy)
}

test.group('Schema change', () => {
  test('is compatible if it adds or documents an optional field', ({ assert }) => {
    assert.isEmpty(changed(() => {}))
    assert.isEmpty(changed(({ properties }) => (properties.due = { type: 'string' })))
    assert.isEmpty(
      changed(({ properties }) => (properties.tags.items.properties.id = { type: 'integer' }))
    )
    assert.isEmpty(changed((schema) => (schema.description = 'A task.')))
    assert.isEmpty(changed(({ properties }) => delete properties.id.description))
  })

  for (const [what, change, said] of [
    ['a removed field', (it) => delete it.properties.note, '/note is gone'],
    [
      'a renamed field',
      ({ properties }) => {
        properties.remark = properties.note
        delete properties.note
      },
      '/note is gone',
    ],
    ['a field that becomes optional', (it) => it.required.shift(), '/id is no longer required'],
    ['a field that becomes required', (it) => it.required.push('note'), '/note is now required'],
    [
      'a new field that is required',
      (it) => {
        it.properties.due = { type: 'string' }
        it.required.push('due')
      },
      '/due is new and not optional',
    ],
    [
      'another type',
      (it) => (it.properties.id.type = 'string'),
      '/id: type was "integer" and is "string"',
    ],
    [
      'a field that becomes nullable',
      (it) => (it.properties.note = { anyOf: [{ type: 'string' }, { type: 'null' }] }),
      '/note: type was "string" and is missing',
    ],
    [
      'a field that is never null any more',
      (it) => it.properties.team_id.anyOf.pop(),
      '/team_id: anyOf was [{"type":"integer"},{"type":"null"}] and is [{"type":"integer"}]',
    ],
    [
      'an enum that grows',
      (it) => it.properties.status.enum.push('blocked'),
      '/status: enum was ["todo","done"] and is ["todo","done","blocked"]',
    ],
    [
      'an enum that shrinks',
      (it) => it.properties.status.enum.pop(),
      '/status: enum was ["todo","done"] and is ["todo"]',
    ],
    ['a limit', (it) => (it.properties.id.minimum = 1), '/id: minimum was missing and is 1'],
    [
      'a change in the items of a list',
      (it) => delete it.properties.tags.items.properties.name,
      '/tags[]/name is gone',
    ],
    [
      'unknown fields that are no longer allowed',
      (it) => (it.additionalProperties = false),
      'the payload: additionalProperties was missing and is false',
    ],
  ] as [string, (schema: any) => unknown, string][]) {
    test(`is refused: ${what}`, ({ assert }) => {
      assert.equal(changed(change)[0], said)
    })
  }

  test('is refused: a new field if readers reject unknown ones', ({ assert }) => {
    const closed = { ...PUBLISHED, additionalProperties: false }
    const properties = { ...PUBLISHED.properties, due: { type: 'string' } }
    assert.lengthOf(breakingChanges(closed, { ...closed, properties }), 1)
  })
})

test.group('Any two schema versions', () => {
  test("validate each other's payloads if they are compatible", ({ assert }) => {
    let accepted = 0
    fc.assert(
      fc.property(anyPair(), ({ before, after, ofBefore, ofAfter }) => {
        if (breakingChanges(before, after).length > 0) return
        accepted++
        assert.isTrue(fits(before, ofAfter), 'an old reader reads a new event')
        assert.isTrue(fits(after, ofBefore), 'a new reader reads an old event')
      }),
      { numRuns: 500 }
    )
    assert.isAbove(accepted, 50)
  })

  test('are compatible if nothing changes', () => {
    fc.assert(fc.property(anySchema(), (schema) => breakingChanges(schema, schema).length === 0))
  })
})

const NAMES = ['a', 'b', 'c', 'd']

/** A leaf, or a list or object of other schemas. */
function anySchema(): fc.Arbitrary<JsonSchema> {
  return fc.letrec<{ schema: JsonSchema; object: JsonSchema }>((tie) => ({
    object: fc
      .record({
        properties: fc.dictionary(fc.constantFrom(...NAMES), tie('schema'), { maxKeys: 3 }),
        required: fc.subarray(NAMES),
      })
      .map(({ properties, required }) => ({
        type: 'object',
        properties,
        required: required.filter((name) => name in properties),
      })),
    schema: fc.oneof(
      { maxDepth: 2 },
      fc.constantFrom('integer', 'string', 'null').map((type) => ({ type })),
      fc.subarray(['x', 'y', 'z'], { minLength: 1 }).map((values) => ({ enum: values })),
      tie('object'),
      tie('schema').map((items) => ({ type: 'array', items })),
      tie('schema').map((one) => ({ anyOf: [one, { type: 'null' }] }))
    ),
  })).object
}

/** A schema, the same schema after one edit, and a value of each. */
function anyPair() {
  return fc
    .record({ before: anySchema(), other: anySchema(), pick: fc.nat(), edit: fc.nat(4) })
    .map(({ before, other, pick, edit }) => {
      const after = structuredClone(before)
      const objects = objectsIn(after)
      applyEdit(objects[pick % objects.length], edit, pick, other)
      return { before, after }
    })
    .chain(({ before, after }) =>
      fc.record({
        before: fc.constant(before),
        after: fc.constant(after),
        ofBefore: valueOf(before),
        ofAfter: valueOf(after),
      })
    )
}

function objectsIn(schema: JsonSchema): JsonSchema[] {
  const parts: JsonSchema[] = [
    ...Object.values<JsonSchema>(schema.properties ?? {}),
    ...(schema.items ? [schema.items] : []),
    ...(schema.anyOf ?? []),
  ]
  return [...(schema.properties ? [schema] : []), ...parts.flatMap(objectsIn)]
}

function applyEdit(object: JsonSchema, edit: number, pick: number, other: JsonSchema) {
  const names = Object.keys(object.properties)
  const name = names[pick % names.length] ?? 'a'
  switch (edit) {
    case 0:
      return (object.properties.new = other)
    case 1:
      object.properties.new = other
      return object.required.push('new')
    case 2:
      object.required = object.required.filter((each: string) => each !== name)
      return delete object.properties[name]
    case 3:
      object.required = object.required.includes(name)
        ? object.required.filter((each: string) => each !== name)
        : [...object.required, ...(names.length > 0 ? [name] : [])]
      return
    case 4:
      return (object.properties[name] = other)
  }
}

/** A value with only the declared fields, as the product writes it. */
function valueOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valueOf))
  switch (schema.type) {
    case 'integer':
      return fc.integer()
    case 'string':
      return fc.string()
    case 'array':
      return fc.array(valueOf(schema.items), { maxLength: 2 })
    case 'object': {
      const fields = Object.entries<JsonSchema>(schema.properties)
      const values = Object.fromEntries(fields.map(([name, each]) => [name, valueOf(each)]))
      return fc.record(values, { requiredKeys: schema.required })
    }
    default:
      return fc.constant(null)
  }
}

const ajv = new Ajv2020({ strict: false })
const fits = (schema: JsonSchema, value: unknown) => ajv.validate(schema, value)
