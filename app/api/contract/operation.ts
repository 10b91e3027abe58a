import string from '@adonisjs/core/helpers/string'
import type { Answer, Contract } from '#api/contract/contract'
import type { DocumentedRoute } from '#api/contract/documented_route'
import { problemsOf } from '#api/contract/problems'
import { sampleBody, sampleOf } from '#api/contract/samples'
import { nameOf } from '#api/contract/words'
import { ID, ref, sections, type JsonSchema } from '#api/contract/schemas'

export interface Response {
  description: string
  headers?: object
  content?: Record<string, { schema: JsonSchema; example?: unknown }>
}

export function operationOf(route: DocumentedRoute) {
  const { summary, description, body } = route.contract!
  return {
    operationId: string.camelCase(route.name),
    tags: [sectionTitle(route.section)],
    summary,
    ...(description && { description }),
    security: route.guarded ? [{ accessToken: [] }, { longLivedToken: [] }] : [],
    parameters: [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)],
    ...(body && { requestBody: requestBody(route) }),
    responses: { ...problems(route), ...answers(route) },
  }
}

export function sectionTitle(key: string) {
  return sections.get(key)?.title ?? string.sentenceCase(key)
}

function pathParameters({ pathParameters: names }: DocumentedRoute) {
  return names.map((name) => ({ name, in: 'path', required: true, schema: ID }))
}

function queryParameters({ contract }: DocumentedRoute) {
  const schema = (contract?.query?.toJSONSchema() ?? {}) as JsonSchema
  return Object.entries(schema.properties ?? {}).map(([name, { description, ...property }]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    ...(description && { description }),
    schema: property,
    ...(property.type === 'array' && { style: 'form', explode: false }),
  }))
}

function headerParameters({ contract, writes, pathParameters: ids }: DocumentedRoute) {
  if (!contract?.etag || ids.length === 0) return []
  return [
    {
      name: writes ? 'If-Match' : 'If-None-Match',
      in: 'header',
      required: false,
      description: writes
        ? 'The ETag that the change is based on. A stale version is answered with 412.'
        : 'The ETag of your copy. Answered with 304 and no body if it is current.',
      schema: { type: 'string', examples: ['"3.Yk0bTdOFSw7Vu1Rq"'] },
    },
  ]
}

function requestBody({ contract }: DocumentedRoute) {
  const schema = writable(contract!.body!.toJSONSchema() as JsonSchema)
  const required = (schema.required?.length ?? 0) > 0
  const pointer = Object.values(contract!.answers)[0]?.$ref
  const example = contract!.example ?? sampleBody(schema, pointer && nameOf(pointer))
  return { required, content: { 'application/json': { schema, example } } }
}

/** Validators know read-only fields in order to refuse them; they are not part of the request. */
function writable(schema: JsonSchema): JsonSchema {
  const fields = Object.entries(schema.properties ?? {}).filter(([, { readOnly }]) => !readOnly)
  return { ...schema, properties: Object.fromEntries(fields) }
}

function answers({ contract, writes }: DocumentedRoute) {
  const responses: Record<string, Response> = {}
  for (const [status, answer] of Object.entries(contract!.answers)) {
    responses[status] = answerOf(Number(status), answer, contract!)
  }
  if (contract!.etag && !writes) responses[304] = { description: 'Not modified.' }
  return responses
}

function answerOf(status: number, schema: Answer, contract: Contract): Response {
  const { etag, produces } = contract
  const headers = etag && schema !== null && { ETag: { $ref: '#/components/headers/ETag' } }
  const type = produces ?? 'application/json'
  return {
    description: DESCRIPTIONS[status] ?? 'The response.',
    ...(headers && { headers }),
    ...(schema && {
      content: { [type]: { schema, ...(isTelling(schema) && { example: sampleOf(schema) }) } },
    }),
  }
}

/** No example is better than one of "any object". */
function isTelling({ $ref, properties, examples }: JsonSchema) {
  return Boolean($ref ?? properties ?? examples)
}

function problems(route: DocumentedRoute): Record<string, Response> {
  return Object.fromEntries(
    Object.entries(problemsOf(route)).map(([status, codes]) => [
      status,
      problemOf(Number(status), codes),
    ])
  )
}

function problemOf(status: number, codes: Record<string, string>): Response {
  const description = Object.entries(codes).map(([code, when]) => `\`${code}\`: ${when}`)
  const schema = {
    allOf: [ref('Problem'), { properties: { code: { enum: Object.keys(codes) } } }],
  }
  const headers = HEADERS[status]
  return {
    description: description.join('\n\n'),
    ...(headers && { headers }),
    content: { 'application/problem+json': { schema } },
  }
}

const DESCRIPTIONS: Record<number, string> = {
  200: 'OK.',
  201: 'Created.',
  202: 'Accepted for processing.',
  204: 'No content.',
}

const RETRY_AFTER = { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } }
const HEADERS: Record<number, object> = {
  401: { 'WWW-Authenticate': { $ref: '#/components/headers/WwwAuthenticate' } },
  429: RETRY_AFTER,
  503: RETRY_AFTER,
}
