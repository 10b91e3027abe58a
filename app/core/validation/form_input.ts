import type { CompilerNodes } from '@vinejs/vine/types'

const FRAMEWORK_FIELDS = ['_csrf', '_method']

/** Gives form fields the shape of JSON: empty ones become what the schema accepts. */
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

function shaped(node: CompilerNodes | undefined, given: unknown): unknown {
  if (node?.type === 'array')
    return [given]
      .flat()
      .map(trimmed)
      .filter((item) => item !== null)
  const value = node && isVerbatim(node) ? given : trimmed(given)
  if (value !== null || !node) return value
  if ('allowNull' in node && node.allowNull) return null
  return 'subtype' in node && node.subtype === 'string' ? '' : undefined
}

function trimmed(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() || null : value
}

function isVerbatim(node: CompilerNodes): boolean {
  return 'validations' in node && node.validations.some(({ name }) => name === 'verbatim')
}
