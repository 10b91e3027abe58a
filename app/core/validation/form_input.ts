import type { CompilerNodes } from '@vinejs/vine/types'

/** What forms carry for the framework. */
const FRAMEWORK_FIELDS = ['_csrf', '_method']

/**
 * The fields of an HTML form, in the shape that JSON would have: a single value where a list is
 * meant becomes a list, and an empty field is what the schema can take, of null, an empty text, an
 * empty list, or nothing at all.
 */
export function formInput(node: CompilerNodes, form: Record<string, unknown>) {
  const known = new Map(
    node.type === 'object' ? node.properties.map((property) => [property.fieldName, property]) : []
  )
  return Object.fromEntries(
    Object.entries(form)
      .filter(([name]) => !FRAMEWORK_FIELDS.includes(name))
      .map(([name, value]) => [name, shaped(known.get(name) as CompilerNodes | undefined, value)])
      .filter(([, value]) => value !== undefined)
  )
}

function shaped(node: CompilerNodes | undefined, value: unknown): unknown {
  if (node?.type === 'array') return [value].flat().filter((item) => item !== null)
  if (value !== null || !node) return value
  if ('allowNull' in node && node.allowNull) return null
  return 'subtype' in node && node.subtype === 'string' ? '' : undefined
}
