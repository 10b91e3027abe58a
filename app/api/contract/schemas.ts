/** JSON Schema draft 2020-12, as in OpenAPI 3.1. */
export interface JsonSchema {
  $ref?: string
  type?: string | readonly string[]
  properties?: Record<string, JsonSchema>
  required?: readonly string[]
  additionalProperties?: boolean | JsonSchema
  items?: JsonSchema
  enum?: readonly unknown[]
  format?: string
  description?: string
  examples?: readonly unknown[]
  [keyword: string]: unknown
}

export interface Section {
  /** Its place in the documents: accounts have 1xx, teams 2xx, tasks 3xx, and so on. */
  position: number
  title: string
  description: string
}

export const schemas = new Map<string, JsonSchema>()
export const sections = new Map<string, Section>()

export function defineSchemas(definitions: Record<string, JsonSchema>) {
  for (const [name, schema] of Object.entries(definitions)) schemas.set(name, schema)
}

/** By the resource's part of route names: `comments` for `api.tasks.comments.index`. */
export function defineSections(definitions: Record<string, Section>) {
  for (const [key, section] of Object.entries(definitions)) sections.set(key, section)
}

export function ref(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` }
}

/** A page of a list. */
export function listOf(name: string): JsonSchema {
  schemas.set(
    `${name}List`,
    object({
      count: {
        type: 'integer',
        minimum: 0,
        description: 'The number of matches, up to 10,000.',
        examples: [1],
      },
      count_exact: {
        type: 'boolean',
        description: 'False if there are more than `count`.',
      },
      next: nullable({ ...URI, description: 'The URL of the next page; null on the last page.' }),
      previous: nullable({
        ...URI,
        description: 'The URL of the previous page; null on the first page.',
      }),
      results: { type: 'array', items: ref(name) },
    })
  )
  return ref(`${name}List`)
}

/** No additional properties. */
export function object(
  properties: Record<string, JsonSchema>,
  optional: Record<string, JsonSchema> = {}
): JsonSchema {
  return {
    type: 'object',
    properties: { ...properties, ...optional },
    required: Object.keys(properties),
    additionalProperties: false,
  }
}

export function nullable(schema: JsonSchema): JsonSchema {
  if (typeof schema.type !== 'string') return { anyOf: [schema, { type: 'null' }] }
  const values = schema.enum && { enum: [...schema.enum, null] }
  return { ...schema, ...values, type: [schema.type, 'null'] }
}

const URI: JsonSchema = { type: 'string', format: 'uri', examples: [null] }
export const ID: JsonSchema = { type: 'integer', minimum: 1, examples: [42] }
export const INSTANT: JsonSchema = {
  type: 'string',
  format: 'date-time',
  examples: ['2026-01-31T09:30:00.000Z'],
}
export const PERSON: JsonSchema = object({
  id: { ...ID, examples: [7] },
  username: { type: 'string', examples: ['maria'] },
})

export const SOURCE: JsonSchema = nullable({
  type: 'string',
  description: 'What part of the system did this; null where a user did.',
  examples: [null],
})
