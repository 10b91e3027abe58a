import { schemas, type JsonSchema } from '#api/contract/schemas'
import { nameOf } from '#api/contract/words'

export function sampleOf(schema: JsonSchema, field = ''): unknown {
  const { $ref, examples, anyOf, enum: values, properties } = schema
  if ($ref) return sampleOf(schemas.get(nameOf($ref))!)
  if (examples) return examples[0]
  if (schema.default !== undefined) return schema.default
  if (values) return values[0]
  if (Array.isArray(anyOf)) return sampleOf(anyOf[0], field)
  if (properties) return mapValues(properties, (property, name) => sampleOf(property, name))
  if (schema.items) return [sampleOf(schema.items, field)]
  return primitive(schema, field)
}

/** Fields look like those of the same name in responses, so that an example is written once. */
export function sampleBody(schema: JsonSchema, answer?: string): unknown {
  const fields = new Map([
    ...examplesOf(...schemas.values()),
    ...examplesOf(schemas.get(answer ?? '') ?? {}),
    ...SECRETS,
  ])
  return mapValues(schema.properties ?? {}, (property, name) => {
    const example = fields.get(name)
    return example !== undefined && fits(property, example) ? example : sampleOf(property, name)
  })
}

/** Requested but never returned. */
const SECRETS = new Map([
  ['password', 'correct horse battery'],
  ['current_password', 'correct horse battery'],
  ['new_password', 'a long and quiet road'],
])

function examplesOf(...answers: JsonSchema[]) {
  const found = new Map<string, unknown>()
  for (const { properties } of answers) {
    for (const [name, { examples }] of Object.entries(properties ?? {})) {
      if (examples && !found.has(name)) found.set(name, examples[0])
    }
  }
  return found
}

function fits(schema: JsonSchema, value: unknown) {
  if (schema.enum) return schema.enum.includes(value)
  const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
  const types = [schema.type ?? []].flat()
  return types.includes(type) || (type === 'number' && types.includes('integer'))
}

function primitive({ type, format, minimum }: JsonSchema, field: string): unknown {
  switch ([type].flat()[0]) {
    case 'integer':
    case 'number':
      return minimum ?? 1
    case 'boolean':
      return true
    case 'object':
      return {}
    case 'array':
      return []
    case 'null':
      return null
    default:
      return format === 'date-time' ? '2026-01-31T09:30:00.000Z' : field || 'text'
  }
}

function mapValues<T>(record: Record<string, T>, map: (value: T, key: string) => unknown) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]))
}
