import type { JsonSchema } from '#api/contract/schemas'

/** `string, 1 to 200 characters, or null` */
export function inWords(schema: JsonSchema): string {
  return `${valueInWords(schema)}${isNullable(schema) ? ', or null' : ''}`
}

function valueInWords(schema: JsonSchema): string {
  const { $ref, anyOf, enum: values, items, properties } = schema
  if ($ref) return nameOf($ref)
  if (values) {
    return values
      .filter((value) => value !== null)
      .map((value) => `\`${value}\``)
      .join(', ')
  }
  if (Array.isArray(anyOf) && !schema.type) {
    const variants = anyOf.filter((variant) => variant.type !== 'null').map(valueInWords)
    return [...new Set(variants)].join(' or ')
  }
  if (properties) return `{ ${Object.keys(properties).join(', ')} }`

  const types = [schema.type ?? 'any'].flat().filter((type) => type !== 'null')
  const words = types.map((type) => typeInWords(type, schema)).join(' or ')
  const limits = limitsInWords(schema)
  const of = items && typeof items === 'object' ? ` of ${inWords(items)}` : ''
  return `${words}${of}${limits && `, ${limits}`}`
}

function isNullable({ $ref, type, anyOf, enum: values }: JsonSchema): boolean {
  if ($ref) return false
  if (values) return values.includes(null)
  if (Array.isArray(anyOf) && !type) return anyOf.some(isNullable)
  return [type].flat().includes('null')
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
