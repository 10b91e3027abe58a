import vine from '@vinejs/vine'

/**
 * At most `max` characters as PostgreSQL and JSON Schema count them: an emoji is one, though
 * JavaScript's `length` has it as two.
 */
export const maxCharacters = vine.createRule<number>(
  (value, max, field) => {
    const text = value as string
    if (text.length > max && [...text].length > max) {
      field.report('{{ field }} must have at most {{ max }} characters', 'maxLength', field, {
        max,
      })
    }
  },
  { name: 'maxLength', toJSONSchema: (schema, max) => (schema.maxLength = max) }
)
