import type { VineValidator } from '@vinejs/vine'
import { errors } from '@vinejs/vine'
import type { CompilerNodes, Infer, SchemaTypes } from '@vinejs/vine/types'
import { messages } from '#core/validation/messages'
import { unstorable } from '#core/validation/text'
import { ValidationFailed, type Fault } from '#core/exceptions/validation_failed'

export interface ValidateOptions {
  /** The status and the code of the refusal. */
  refusal: { status: number; code: string }
  /** What the rules may ask for, such as `timezone`. */
  meta?: Record<string, unknown>
}

/**
 * Checks an input and gives what the validator makes of it.
 * @throws ValidationFailed with every fault at once, unknown fields among them.
 */
export async function validate<Schema extends SchemaTypes>(
  validator: VineValidator<Schema, any>,
  input: Record<string, unknown>,
  { refusal, meta = {} }: ValidateOptions
): Promise<Infer<Schema>> {
  const faults = [
    ...unstorable(input),
    ...strayFields(nodeOf(validator), input, meta.text === true),
  ]
  const [error, output] = await validator.tryValidate(input, { meta, messagesProvider: messages })

  const reported = new Set(faults.map((fault) => fault.field))
  if (error instanceof errors.E_VALIDATION_ERROR) {
    for (const { field, rule, message } of error.messages) {
      if (!reported.has(field)) faults.push({ field, code: snakeCase(rule), message })
    }
  }
  if (faults.length > 0) throw new ValidationFailed(faults, refusal)
  return output as Infer<Schema>
}

const nodes = new WeakMap<VineValidator<any, any>, CompilerNodes>()

/** The validator's compiled tree: which fields it knows, and which of them may be null. */
export function nodeOf(validator: VineValidator<any, any>): CompilerNodes {
  if (!nodes.has(validator)) nodes.set(validator, validator.toJSON().schema.schema as CompilerNodes)
  return nodes.get(validator)!
}

/**
 * What Vine passes over in silence: fields that it doesn't know, and null in a field that may be
 * left out but not be null.
 */
function strayFields(node: CompilerNodes, value: unknown, text: boolean, path = ''): Fault[] {
  if (node.type === 'array' && Array.isArray(value)) {
    return value.flatMap((item, index) =>
      strayFields(node.each as any, item, text, join(path, index))
    )
  }
  if (node.type !== 'object' || typeof value !== 'object' || value === null) return []

  const known = new Map(node.properties.map((property) => [property.fieldName, property]))
  if (node.allowUnknownProperties) return []

  return Object.entries(value).flatMap(([key, child]): Fault[] => {
    const field = join(path, key)
    const property = known.get(key)
    if (!property) {
      return [{ field, code: 'unknown_field', message: `${field} is not known here` }]
    }
    if (
      child === null &&
      !text &&
      'isOptional' in property &&
      property.isOptional &&
      !property.allowNull
    ) {
      return [{ field, code: 'required', message: `${field} cannot be null` }]
    }
    return strayFields(property as CompilerNodes, child, text, field)
  })
}

function join(path: string, key: string | number): string {
  return path ? `${path}.${key}` : String(key)
}

function snakeCase(rule: string): string {
  return rule.replaceAll('.', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
