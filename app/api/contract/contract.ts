import type { Route } from '@adonisjs/core/http'
import type { RouteJSON } from '@adonisjs/core/types/http'
import type { JsonSchema } from '#api/contract/schemas'

interface Validator {
  toJSONSchema(): object
}

/** Null is an empty body. */
export type Answer = JsonSchema | null

export interface Contract {
  /** In the imperative. */
  summary: string

  /** Markdown. */
  description?: string

  query?: Validator
  body?: Validator

  /** Generated from the validator by default. */
  example?: unknown

  /** By status. */
  answers: Record<number, Answer>

  /** By status and code. */
  problems?: Record<number, Record<string, string>>

  /** GET takes If-None-Match (304), writes take If-Match (412). */
  etag?: boolean

  /** 429 with Retry-After. */
  throttled?: boolean

  /** JSON by default. */
  produces?: string
}

const contracts = new WeakMap<object, Contract>()

export function contractOf(route: RouteJSON): Contract | undefined {
  return contracts.get(route.handler)
}

export function promise(route: Route, contract: Contract) {
  contracts.set(route.getHandler(), contract)
}
