import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { PluginFn } from '@japa/runner/types'
import { ApiClient, type ApiResponse } from '@japa/api-client'
import { openApiDocument, type Operation } from '#api/contract/document'

/**
 * Validates every API response against the OpenAPI document (status, content type, schema), and
 * successful requests too; a violation fails the test that made the call.
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

  const fail = (what: string): never => {
    const body = response.text()?.slice(0, 2000)
    const request = `${method} ${pathname} answered ${response.status()}: ${body}`
    throw new Error(`Contract violation: ${what}\n${request}`)
  }

  const found = operationAt(method, pathname)
  if (!found) {
    if (response.status() < 400) fail('the route has no contract')
    return assertAnswer(response, REFUSAL, 'refusal', fail)
  }

  const answer = found.operation.responses[response.status()] as Answer | undefined
  if (!answer) return fail(`${found.operation.operationId} does not declare this status`)
  assertAnswer(response, answer, `${found.pointer}/responses/${response.status()}`, fail)
  if (response.status() < 300) assertRequest(response, searchParams, found, fail)
}

type Answer = { content?: Record<string, { schema: object }>; headers?: Record<string, unknown> }
type Fail = (what: string) => never
type Found = { operation: Operation; pointer: string }

/** The response for an unknown path or method. */
const REFUSAL: Answer = {
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

function assertAnswer(response: ApiResponse, answer: Answer, pointer: string, fail: Fail) {
  for (const header of Object.keys(answer.headers ?? {})) {
    if (!response.header(header.toLowerCase())) fail(`the header ${header} is missing`)
  }

  const [declared, media] = Object.entries(answer.content ?? {})[0] ?? []
  if (!declared) return response.text() ? fail('unexpected body') : undefined
  if (response.type() !== declared) fail(`the content type is ${response.type()}, not ${declared}`)
  if (!declared.endsWith('json')) return

  const faults = faultsOf(pointer, media!.schema, JSON.parse(response.text()))
  if (faults) fail(faults)
}

function assertRequest(
  response: ApiResponse,
  query: URLSearchParams,
  { operation, pointer }: Found,
  fail: Fail
) {
  const known = new Map(operation.parameters.map((parameter) => [parameter.name, parameter]))
  for (const [name, value] of query) {
    const parameter = known.get(name)
    if (!parameter) return fail(`the accepted parameter ${name} is not declared`)

    const given = read(value, parameter.schema as { type?: unknown })
    const faults = faultsOf(`${pointer}/parameters/${name}`, parameter.schema, given, true)
    if (faults) fail(`the accepted parameter ${name} is invalid: ${faults}`)
  }

  const sent = (response.request.request as unknown as { _data?: unknown })._data
  if (!operation.requestBody || typeof sent !== 'object' || sent === null) return
  const { schema } = operation.requestBody.content['application/json']
  const faults = faultsOf(`${pointer}/requestBody`, schema, JSON.parse(JSON.stringify(sent)))
  if (faults) fail(`the accepted body is invalid: ${faults}`)
}

/** Query strings carry lists with commas, and booleans also as 1, 0 and on. */
function read(value: string, { type }: { type?: unknown }) {
  if (type === 'array') return value.split(',')
  return type === 'boolean' ? value.replace(/^(1|on)$/, 'true').replace(/^0$/, 'false') : value
}

/** Static paths win over paths with parameters. */
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

/**
 * Returns the validation errors, or undefined if the value is valid. With `text`, types are
 * coerced.
 */
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
