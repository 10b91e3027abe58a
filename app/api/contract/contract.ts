import type { Route } from '@adonisjs/core/http'
import type { RouteJSON } from '@adonisjs/core/types/http'
import type { JsonSchema } from '#api/contract/schemas'

/** As much of a Vine validator as the document needs. */
interface Validator {
  toJSONSchema(): object
}

/** What an answer holds: a schema, or null for no body at all. */
export type Answer = JsonSchema | null

/**
 * What a route under /api/ or /health/ promises. The rest is derived from the route itself: path
 * parameters from its pattern, security from its guards, and the standard problems (400 with a
 * query, 401 behind a guard, 403 on writes, 404 with an id, 422 with a body, …).
 */
export interface Contract {
  /** A short line in the imperative: "List tasks". */
  summary: string

  /** What the summary can't say, in Markdown. */
  description?: string

  query?: Validator
  body?: Validator

  /** A body worth showing; one is made from the validator otherwise. */
  example?: unknown

  /** The answers to a request that succeeds, by status. */
  answers: Record<number, Answer>

  /** Refusals of this route's own: by status, the stable codes and when each comes. */
  problems?: Record<number, Record<string, string>>

  /** The answer carries an ETag; a GET takes If-None-Match (304), a write takes If-Match (412). */
  etag?: boolean

  /** Called too often, it answers 429 with Retry-After. */
  throttled?: boolean

  /** The type of the answers where it isn't JSON. */
  produces?: string
}

const contracts = new WeakMap<object, Contract>()

/** The contract of a route, or undefined for one that made none. */
export function contractOf(route: RouteJSON): Contract | undefined {
  return contracts.get(route.handler)
}

/** Notes what the route takes and answers; the OpenAPI document is generated from it. */
export function promise(route: Route, contract: Contract) {
  contracts.set(route.getHandler(), contract)
}
