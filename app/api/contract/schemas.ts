/** A JSON Schema (draft 2020-12), as OpenAPI 3.1 uses it. */
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

/** What a resource is called in the reference, and the sentence or two that introduce it. */
export interface Section {
  title: string
  description: string
}

/** Everything that domains have defined, by name. */
export const schemas = new Map<string, JsonSchema>()
export const sections = new Map<string, Section>()

/**
 * Registers the schemas of a domain's answers by name, for `ref`, `listOf` and the routes'
 * contracts. The domain's `routes.ts` imports the file that does so.
 */
export function defineSchemas(definitions: Record<string, JsonSchema>) {
  for (const [name, schema] of Object.entries(definitions)) schemas.set(name, schema)
}

/**
 * Registers the introductions of a domain's resources. The key is the resource's part of its
 * routes' names: `comments` for `api.tasks.comments.index`.
 */
export function defineSections(definitions: Record<string, Section>) {
  for (const [key, section] of Object.entries(definitions)) sections.set(key, section)
}

/** Points to a schema that was (or will be) registered by `defineSchemas`. */
export function ref(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` }
}

/** The page of a list whose results are of the schema with this name. */
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

/** An object with all of these properties, and with no others but the optional ones. */
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

/** The schema, or null in its place. */
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
