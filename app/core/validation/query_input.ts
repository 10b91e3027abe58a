import type { HttpRequest } from '@adonisjs/core/http'
import type { CompilerNodes } from '@vinejs/vine/types'
import { ValidationFailed, type Fault } from '#core/exceptions/validation_failed'

/**
 * The parameters of a query string, flat: brackets mean nothing. A list may be given by commas or by
 * repeating the parameter; any other parameter comes once. On pages an empty field of a search form
 * is a filter that isn't set.
 */
export function queryInput(node: CompilerNodes, request: HttpRequest): Record<string, string> {
  const lists = new Set(
    (node.type === 'object' ? node.properties : [])
      .filter((property) => property.type === 'array')
      .map((property) => property.fieldName)
  )
  const input: Record<string, string> = Object.create(null)

  for (const [name, value] of new URLSearchParams(wellFormed(request.parsedUrl.query ?? ''))) {
    if (value === '' && !request.url().startsWith('/api/')) continue
    if (!(name in input)) input[name] = value
    else if (lists.has(name)) input[name] += `,${value}`
    else throw refused(name, 'duplicate', `${name} is given more than once`)
  }
  return input
}

/** `URLSearchParams` replaces bytes that are not UTF-8 in silence; they are refused here. */
function wellFormed(query: string): string {
  try {
    decodeURIComponent(query)
    return query
  } catch {
    throw refused('', 'malformed_text', 'The query string is not percent-encoded UTF-8')
  }
}

function refused(field: string, code: string, message: string) {
  return invalidQuery([{ field, code, message }])
}

/** The refusal of a query string. */
export function invalidQuery(faults: Fault[]) {
  return new ValidationFailed(faults, { status: 400, code: 'invalid_query' })
}
