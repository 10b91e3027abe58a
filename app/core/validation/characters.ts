import vine from '@vinejs/vine'
import type { FieldContext } from '@vinejs/vine/types'
import { isText } from '#core/validation/field_type'

/** Code points, like PostgreSQL and JSON Schema: an emoji is one character. */
export const maxCharacters = vine.createRule<number>(
  (value, max, field) => {
    const text = value as string
    if (text.length > max && [...text].length > max) reportTooLong(field, max)
  },
  { name: 'maxLength', toJSONSchema: (schema, max) => (schema.maxLength = max) }
)

export function reportTooLong(field: FieldContext, max: number) {
  field.report('{{ field }} must have at most {{ max }} characters', 'maxLength', field, { max })
}

export const minCharacters = vine.createRule<number>(
  (value, min, field) => {
    if ([...(value as string)].length < min) {
      field.report('{{ field }} must have at least {{ min }} characters', 'minLength', field, {
        min,
      })
    }
  },
  { name: 'minLength', toJSONSchema: (schema, min) => (schema.minLength = min) }
)

/** Forms send CR LF, which becomes LF. */
export const verbatim = vine.createRule(
  (value, _, field) => {
    if (isText(field)) field.mutate((value as string).replaceAll('\r\n', '\n'), field)
  },
  { name: 'verbatim' }
)

export const notBlank = vine.createRule(
  (value, _, field) => {
    if (!/\S/.test(value as string)) {
      field.report('{{ field }} must not be empty', 'minLength', field, { min: 1 })
    }
  },
  { name: 'minLength', toJSONSchema: (schema) => Object.assign(schema, { minLength: 1 }) }
)

export const prose = (max: number) => vine.string().use(verbatim()).use(maxCharacters(max))
