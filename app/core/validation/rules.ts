import vine from '@vinejs/vine'
import type { FieldContext, SchemaTypes, Validation } from '@vinejs/vine/types'
import { parseExactJSON } from '#core/validation/exact_json'
import { unstorable } from '#core/validation/text'
import { faultOfKeys } from '#core/validation/structure'
import { Field, asNumber, fieldType, isText } from '#core/validation/field_type'

export { instant, instantOrDate, timezone } from '#core/validation/time_rules'

export function id() {
  return integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
}

export function integer({ min, max }: { min: number; max: number }) {
  const bounds =
    max === Number.MAX_SAFE_INTEGER && min === 1
      ? '{{ field }} must be a positive whole number'
      : `{{ field }} must be a whole number between ${min} and ${max}`

  return fieldType<number>(
    'integer',
    bounds,
    { type: 'integer', minimum: min, maximum: max },
    (value, field) => {
      const number = asNumber(value, field)
      return Number.isSafeInteger(number) && number! >= min && number! <= max ? number : undefined
    }
  )
}

export function hours({ max }: { max: number }) {
  return fieldType<number>(
    'hours',
    `{{ field }} must be between 0 and ${max} with at most two decimals`,
    { type: 'number', minimum: 0, maximum: max, description: 'At most two decimals.' },
    (value, field) => {
      const number = asNumber(value, field)
      if (number === undefined || number < 0 || number > max) return undefined
      return Number(number.toFixed(2)) === number ? number : undefined
    }
  )
}

const FLAGS = new Map<unknown, boolean>([
  ['true', true],
  ['1', true],
  ['on', true],
  ['false', false],
  ['0', false],
])

/** Text input also allows `1`, `0` and a checkbox's `on`. */
export function booleanFlag() {
  return fieldType<boolean>(
    'boolean',
    '{{ field }} must be true or false',
    { type: 'boolean' },
    (value, field) => {
      if (typeof value === 'boolean') return value
      return isText(field) ? FLAGS.get(value) : undefined
    }
  )
}

const METADATA_DEPTH = 8
const METADATA_BYTES = 16 * 1024

/** A JSON object, at most 8 levels and 16 KiB; text in forms. */
export function metadata() {
  return fieldType<Record<string, unknown>>(
    'metadata',
    '{{ field }} must be a JSON object of at most 8 levels and 16 KiB, with keys of at most 256 characters, excluding "__proto__", "constructor" and "prototype"',
    {
      type: 'object',
      additionalProperties: true,
      description:
        'Any JSON object of at most 8 levels and 16 KiB. Keys have at most 256 characters; `__proto__`, `constructor` and `prototype` are not allowed.',
    },
    (value, field) => {
      const isJSON = isText(field) && typeof value === 'string'
      const object = isJSON ? parseJSON(value) : value
      if (typeof object !== 'object' || object === null || Array.isArray(object)) return undefined
      if (faultOfKeys(object, METADATA_DEPTH)) return undefined
      if (isJSON) reportUnstorable(object, field)
      return Buffer.byteLength(JSON.stringify(object)) <= METADATA_BYTES
        ? (object as Record<string, unknown>)
        : undefined
    }
  )
}

function parseJSON(text: string): unknown {
  if (text.length > METADATA_BYTES) return undefined
  try {
    return parseExactJSON(text)
  } catch {
    return undefined
  }
}

function reportUnstorable(object: object, field: FieldContext) {
  const [fault] = unstorable({ [field.getFieldPath()]: object })
  if (fault) field.report(fault.message, fault.code, field)
}

/** `status=todo,done` */
export function commaList<Of extends SchemaTypes>(of: Of) {
  return vine
    .array(of)
    .minLength(1)
    .maxLength(100)
    .parse((value) => (typeof value === 'string' ? value.split(',') : value))
}

/** Present in responses, refused in requests (`read_only`). */
export function readOnly() {
  const rule = vine.createRule(
    (value, _, field) => {
      if (value === undefined) return
      field.report('{{ field }} is read-only', 'read_only', field)
    },
    {
      name: 'read_only',
      implicit: true,
      toJSONSchema: (schema) => Object.assign(schema, { readOnly: true, not: {} }),
    }
  )
  return new Field<undefined>(undefined, [rule() as Validation<any>]).optional()
}
