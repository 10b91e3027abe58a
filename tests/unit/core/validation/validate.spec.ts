import vine from '@vinejs/vine'
import { test } from '@japa/runner'
import { nodeOf } from '#core/validation/unknown_fields'
import { validate } from '#core/validation/validate'
import { formInput } from '#core/validation/form_input'
import { ValidationFailed } from '#core/exceptions/validation_failed'
import { booleanFlag, id, instant, metadata, readOnly } from '#core/validation/rules'

const validator = vine.create(
  vine
    .object({
      id: readOnly(),
      title: vine.string().trim().minLength(1).maxLength(200),
      description: vine.string().optional(),
      due_date: instant().nullable().optional(),
      assigned_to: vine.array(id()).distinct().optional(),
      is_archived: booleanFlag().optional(),
      metadata: metadata().optional(),
      reminder: vine.object({ minutes: vine.number() }).optional(),
    })
    .toCamelCase()
)

async function faultsOf(input: Record<string, unknown>) {
  try {
    await validate(validator, input)
    return []
  } catch (error) {
    if (!(error instanceof ValidationFailed)) throw error
    return error.faults
  }
}

test.group('Validation', () => {
  test('returns model attributes in camel case', async ({ assert }) => {
    const output = await validate(validator, { title: ' Water the plants ', due_date: null })
    assert.deepEqual(output as object, { title: 'Water the plants', dueDate: null })
  })

  test('reports all faults at once, one per field, with helpful messages', async ({ assert }) => {
    const faults = await faultsOf({
      id: 7,
      title: '',
      description: null,
      due_date: '2026-02-30T00:00:00Z',
      assigned_to: [1, 'two', 3],
      reminder: { minutes: 'ten', hours: 1 },
      metadata: { note: 'a\0b' },
      colour: 'red',
    })
    assert.sameDeepMembers(
      faults.map(({ field, code, message }) => [field, code, message]),
      [
        ['id', 'read_only', 'id is read-only'],
        ['title', 'min_length', 'title must not be empty'],
        ['description', 'required', 'description cannot be null'],
        [
          'due_date',
          'instant',
          'due_date must be a date-time with an offset, such as 2026-12-31T17:00:00Z',
        ],
        ['assigned_to.1', 'integer', 'assigned_to.1 must be a positive whole number'],
        ['reminder.minutes', 'number', 'reminder.minutes must be a number'],
        ['reminder.hours', 'unknown_field', 'reminder.hours is not a known field'],
        ['metadata.note', 'nul_byte', 'metadata.note contains a NUL character'],
        ['colour', 'unknown_field', 'colour is not a known field'],
      ]
    )
  })

  test('accepts any keys in metadata', async ({ assert }) => {
    assert.isEmpty(await faultsOf({ title: 'A', metadata: { anything: { at: ['all'] } } }))
  })
})

test.group('Form validation', () => {
  const given = (form: Record<string, unknown>) => formInput(nodeOf(validator), form)

  test('an empty field becomes a value that the schema accepts', ({ assert }) => {
    const empty = { title: null, description: null, due_date: null, is_archived: null }
    assert.deepEqual(given(empty), { title: '', description: '', due_date: null })
  })

  test('a single value becomes a list, and an empty one an empty list', ({ assert }) => {
    assert.deepEqual(given({ assigned_to: '7' }), { assigned_to: ['7'] })
    assert.deepEqual(given({ assigned_to: null }), { assigned_to: [] })
    assert.deepEqual(given({ assigned_to: [null, '7', '8'] }), { assigned_to: ['7', '8'] })
  })

  test("drops the framework's own fields and keeps unknown ones", ({ assert }) => {
    assert.deepEqual(given({ _csrf: 'x', _method: 'PATCH', colour: 'red' }), { colour: 'red' })
  })
})
