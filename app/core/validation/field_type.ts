import vine, { BaseLiteralType, symbols } from '@vinejs/vine'
import type { FieldContext, Validation } from '@vinejs/vine/types'

type JSONSchema = Record<string, unknown>

export class Field<Output> extends BaseLiteralType<any, Output, Output> {
  readonly [symbols.SUBTYPE] = 'field'

  clone(): this {
    return new Field<Output>(this.cloneOptions(), this.cloneValidations()) as this
  }
}

/** `convert` returns undefined for an invalid value. */
export function fieldType<Output>(
  code: string,
  message: string,
  schema: JSONSchema,
  convert: (value: unknown, field: FieldContext) => Output | undefined
): Field<Output> {
  const rule = vine.createRule(
    (value, _, field) => {
      const converted = convert(value, field)
      if (converted === undefined) field.report(message, code, field)
      else field.mutate(converted, field)
    },
    { name: code, toJSONSchema: (target) => Object.assign(target, schema) }
  )
  return new Field<Output>(undefined, [rule() as Validation<any>])
}

/** Query strings and HTML forms contain text only. */
export function isText(field: FieldContext): boolean {
  return field.meta.text === true
}

export function asNumber(value: unknown, field: FieldContext): number | undefined {
  if (isText(field) && typeof value === 'string' && /^-?\d{1,16}(\.\d{1,16})?$/.test(value)) {
    return Number(value)
  }
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
