import type { JsonSchema } from '#api/contract/schemas'

/** `string, 1 to 200 characters, or null` */
export function inWords(schema: JsonSchema): string {
  const { $ref, anyOf, enum: values, items, properties } = schema
  if ($ref) return nameOf($ref)
  if (values) return values.map((value) => (value === null ? 'null' : `\`${value}\``)).join(', ')
  if (Array.isArray(anyOf) && !schema.type) return [...new Set(anyOf.map(inWords))].join(' or ')

  if (properties) return `{ ${Object.keys(properties).join(', ')} }`

  const types = [schema.type ?? 'any'].flat()
  const nullable = types.includes('null')
  const words = types.filter((type) => type !== 'null').map((type) => typeInWords(type, schema))
  const limits = limitsInWords(schema)
  const of = items && typeof items === 'object' ? ` of ${inWords(items)}` : ''
  return `${words.join(' or ')}${of}${limits && `, ${limits}`}${nullable ? ', or null' : ''}`
}

export function nameOf(pointer: string) {
  return pointer.split('/').at(-1)!
}

function typeInWords(type: string, { format, anyOf }: JsonSchema) {
  if (type === 'string' && Array.isArray(anyOf)) return 'date-time or date'
  return FORMATS[format ?? ''] ?? type
}

function limitsInWords({ type, ...schema }: JsonSchema) {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems } = schema
  return [
    range([minLength, maxLength], 'characters'),
    isId(schema) ? '' : range([minimum, maximum]),
    range([minItems, maxItems], 'items'),
  ]
    .filter(Boolean)
    .join(', ')
}

/** Not worth mentioning. */
function isId({ minimum, maximum }: JsonSchema) {
  return minimum === 1 && [undefined, Number.MAX_SAFE_INTEGER].includes(maximum as number)
}

function range(limits: unknown[], unit = '') {
  const words = unit && ` ${unit}`
  const [from, to] = limits
  const [low, high] = limits.map((limit) => Number(limit).toLocaleString('en'))
  if (from === undefined && to === undefined) return ''
  if (to === undefined) return `at least ${low}${words}`
  if (from === undefined) return `at most ${high}${words}`
  return `${low} to ${high}${words}`
}

const FORMATS: Record<string, string> = {
  'date-time': 'date-time',
  'date': 'date',
  'email': 'email address',
  'uri': 'URL',
}
