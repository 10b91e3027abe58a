import type { VineValidator } from '@vinejs/vine'
import type { CompilerNodes } from '@vinejs/vine/types'
import { pathTo } from '#core/validation/field_path'
import type { Fault } from '#core/exceptions/validation_failed'

const nodes = new WeakMap<VineValidator<any, any>, CompilerNodes>()

export function nodeOf(validator: VineValidator<any, any>): CompilerNodes {
  if (!nodes.has(validator)) nodes.set(validator, validator.toJSON().schema.schema as CompilerNodes)
  return nodes.get(validator)!
}

/** Vine ignores unknown fields, and null in an optional field. */
export function* unknownFields(node: CompilerNodes, value: unknown, path = ''): Generator<Fault> {
  if (node.type === 'array' && Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* unknownFields(node.each as CompilerNodes, item, pathTo(path, String(index)))
    }
  }
  if (node.type !== 'object' || node.allowUnknownProperties || !isObject(value)) return

  const known = new Map(node.properties.map((property) => [property.fieldName, property]))
  for (const [key, child] of Object.entries(value)) {
    const field = pathTo(path, key)
    const property = known.get(key) as CompilerNodes | undefined

    if (!property) yield { field, code: 'unknown_field', message: `${field} is not a known field` }
    else if (child === null && !mayBeNull(property)) {
      yield { field, code: 'required', message: `${field} cannot be null` }
    } else yield* unknownFields(property, child, field)
  }
}

function mayBeNull(node: CompilerNodes): boolean {
  return !('allowNull' in node) || node.allowNull
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
