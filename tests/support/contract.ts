import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { PluginFn } from '@japa/runner/types'
import { ApiClient, type ApiResponse } from '@japa/api-client'
import { openApiDocument, type Operation } from '#api/contract/document'

/**
 * Holds every answer that a test gets from the API against the OpenAPI document: the status must be
 * declared, with this content type, and the body must fit the schema. A request that succeeded must
 * fit it too. The test that made the call fails otherwise.
 */
export function contract(): PluginFn {
  return () => {
    ApiClient.teardown((response) => assertContract(response))
  }
}

export function assertContract(response: ApiResponse) {
  const { method, url } = response.request.request as unknown as { method: string; url: string }
  const { pathname, searchParams } = new URL(url)
  if (!/^\/(api|health)\//.test(pathname) || ['HEAD', 'OPTIONS'].includes(method)) return

  const complain = (what: string): never => {
    const body = response.text()?.slice(0, 2000)
    const said = `${method} ${pathname} answered ${response.status()}: ${body}`
    throw new Error(`The contract does not hold: ${what}\n${said}`)
  }

  const found = operationAt(method, pathname)
  if (!found) {
    if (response.status() < 400) complain('no contract speaks of this route')
    return assertAnswer(response, REFUSAL, 'refusal', complain)
  }

  const answer = found.operation.responses[response.status()] as Answer | undefined
  if (!answer) return complain(`the status is none that ${found.operation.operationId} declares`)
  assertAnswer(response, answer, `${found.pointer}/responses/${response.status()}`, complain)
  if (response.status() < 300) assertRequest(response, searchParams, found, complain)
}

type Answer = { content?: Record<string, { schema: object }>; headers?: Record<string, unknown> }
type Complain = (what: string) => never
type Found = { operation: Operation; pointer: string }

/** What an address or a method that is no route answers. */
const REFUSAL: Answer = {
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

function assertAnswer(response: ApiResponse, answer: Answer, pointer: string, complain: Complain) {
  for (const header of Object.keys(answer.headers ?? {})) {
    if (!response.header(header.toLowerCase())) complain(`the header ${header} is missing`)
  }

  const [declared, media] = Object.entries(answer.content ?? {})[0] ?? []
  if (!declared) return response.text() ? complain('there should be no body') : undefined
  if (response.type() !== declared) complain(`the type is ${response.type()}, not ${declared}`)
  if (!declared.endsWith('json')) return

  const faults = faultsOf(pointer, media!.schema, JSON.parse(response.text()))
  if (faults) complain(faults)
}

function assertRequest(
  response: ApiResponse,
  query: URLSearchParams,
  { operation, pointer }: Found,
  complain: Complain
) {
  const known = new Map(operation.parameters.map((parameter) => [parameter.name, parameter]))
  for (const [name, value] of query) {
    const parameter = known.get(name)
    if (!parameter) return complain(`the parameter ${name} was taken and is not declared`)

    const given = read(value, parameter.schema as { type?: unknown })
    const faults = faultsOf(`${pointer}/parameters/${name}`, parameter.schema, given, true)
    if (faults) complain(`the parameter ${name} was taken, but ${faults}`)
  }

  const sent = (response.request.request as unknown as { _data?: unknown })._data
  if (!operation.requestBody || typeof sent !== 'object' || sent === null) return
  const { schema } = operation.requestBody.content['application/json']
  const faults = faultsOf(`${pointer}/requestBody`, schema, JSON.parse(JSON.stringify(sent)))
  if (faults) complain(`the body was taken, but ${faults}`)
}

/** A parameter as its type reads it: a list by commas, a flag also as 1 and 0 or as a checkbox. */
function read(value: string, { type }: { type?: unknown }) {
  if (type === 'array') return value.split(',')
  return type === 'boolean' ? value.replace(/^(1|on)$/, 'true').replace(/^0$/, 'false') : value
}

/** The declared operation that a request is answered by; paths without parameters go first. */
function operationAt(method: string, pathname: string): Found | undefined {
  for (const [path, operations] of pathsByPrecision()) {
    const operation = operations[method.toLowerCase()]
    if (operation && matcherOf(path).test(pathname)) {
      return { operation, pointer: `${method} ${path}` }
    }
  }
}

function pathsByPrecision() {
  const weight = (path: string) => path.split('{').length
  return Object.entries(openApiDocument().paths).sort(([a], [b]) => weight(a) - weight(b))
}

function matcherOf(path: string) {
  const pattern = path
    .replace(/\/$/, '')
    .replaceAll('.', '\\.')
    .replace(/\{\w+\}/g, '[^/]+')
  return new RegExp(`^${pattern}/?$`)
}

const compiled = new Map<string, ReturnType<Ajv2020['compile']>>()

/** What is wrong with the value in words, or undefined where it fits. Text is read as it may be. */
function faultsOf(key: string, schema: object, value: unknown, text = false) {
  const validator = compiled.get(key) ?? compile(schema, text)
  compiled.set(key, validator)

  const holder = { value }
  if (validator(holder)) return undefined
  return (validator.errors ?? [])
    .map((error) => {
      const extra = error.params.additionalProperty ?? error.params.allowedValues ?? ''
      return `${error.instancePath.replace('/value', '') || 'it'} ${error.message} ${extra}`.trim()
    })
    .join('; ')
}

function compile(schema: object, text: boolean) {
  const ajv = new Ajv2020({ allErrors: true, strict: false, coerceTypes: text })
  addFormats.default(ajv)
  const { components } = openApiDocument()
  return ajv.compile({ components, properties: { value: schema } })
}
