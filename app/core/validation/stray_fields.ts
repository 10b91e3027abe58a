import type { VineValidator } from '@vinejs/vine'
import type { CompilerNodes } from '@vinejs/vine/types'
import type { Fault } from '#core/exceptions/validation_failed'

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
export function strayFields(node: CompilerNodes, value: unknown, path = ''): Fault[] {
  if (node.type === 'array' && Array.isArray(value)) {
    const each = node.each as CompilerNodes
    return value.flatMap((item, index) => strayFields(each, item, join(path, String(index))))
  }
  if (node.type !== 'object' || node.allowUnknownProperties || !isObject(value)) return []

  const known = new Map(node.properties.map((property) => [property.fieldName, property]))
  return Object.entries(value).flatMap(([key, child]) => {
    const field = join(path, key)
    const property = known.get(key) as CompilerNodes | undefined

    if (!property) return { field, code: 'unknown_field', message: `${field} is not known here` }
    if (child === null && !mayBeNull(property)) {
      return { field, code: 'required', message: `${field} cannot be null` }
    }
    return strayFields(property, child, field)
  })
}

function mayBeNull(node: CompilerNodes): boolean {
  return !('allowNull' in node) || node.allowNull
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** The path of an error is for reading: the name of a field is cut where it can't be one of ours. */
function join(path: string, key: string): string {
  const name = key.length > 100 ? `${key.slice(0, 100)}…` : key
  return path ? `${path}.${name}` : name
}
