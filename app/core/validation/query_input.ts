import type { HttpRequest } from '@adonisjs/core/http'
import type { CompilerNodes } from '@vinejs/vine/types'
import { ValidationFailed, type Fault } from '#core/exceptions/validation_failed'

/** Lists are comma-separated or repeated; pages drop empty parameters. */
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
    else throw refused(name, 'duplicate', `${name} must be given only once`)
  }
  return input
}

/** `URLSearchParams` silently replaces invalid UTF-8. */
function wellFormed(query: string): string {
  try {
    decodeURIComponent(query)
    return query
  } catch {
    throw refused('', 'malformed_text', 'The query string is not valid percent-encoded UTF-8')
  }
}

function refused(field: string, code: string, message: string) {
  return invalidQuery([{ field, code, message }])
}

export function invalidQuery(faults: Fault[]) {
  return new ValidationFailed(faults, { status: 400, code: 'invalid_query' })
}
