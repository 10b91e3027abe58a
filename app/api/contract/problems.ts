import type { DocumentedRoute } from '#api/contract/documented_route'

/** By status and code. */
export type Problems = Record<number, Record<string, string>>

/** Derived from the kind of route. */
const STANDARD_PROBLEMS = {
  invalidQuery: {
    400: { invalid_query: 'A query parameter is unknown or has an invalid value; see `errors`.' },
  },
  body: {
    400: {
      malformed_body:
        'The body is not a JSON object in UTF-8, or it is nested too deeply, has too many values or too long keys.',
      forbidden_key: 'The body contains a key `__proto__`, `constructor` or `prototype`.',
      incomplete_body: 'The body is truncated.',
    },
    409: { conflict: 'A concurrent change conflicts with this one; retry.' },
    413: {
      body_too_large: 'The body exceeds 1 MB (16 KB on routes without authentication).',
    },
    415: {
      unsupported_media_type: 'The content type of the body is not supported; send JSON.',
      unsupported_encoding:
        'The content encoding is not supported, or the body is compressed on a route without authentication.',
    },
  },
  invalidBody: {
    422: { validation_failed: 'The body is invalid; `errors` lists every error.' },
  },
  guard: {
    401: { unauthenticated: 'The token is missing, invalid, expired or revoked.' },
  },
  policy: {
    403: { forbidden: 'You can see the record but are not allowed to do this.' },
  },
  record: {
    404: { not_found: 'The record does not exist or is not visible to you.' },
  },
  precondition: {
    412: {
      precondition_failed: 'The record has changed: `If-Match` does not name its current version.',
    },
  },
  throttle: {
    429: {
      too_many_requests: 'Too many requests; see `Retry-After`.',
    },
  },
  concurrency: {
    503: { too_busy: 'Too many of your requests are waiting; see `Retry-After`.' },
  },
  outage: {
    503: {
      service_unavailable: 'A required service is temporarily unavailable; see `Retry-After`.',
    },
  },
} satisfies Record<string, Problems>

export function problemsOf({ contract, ...route }: DocumentedRoute): Problems {
  const { invalidQuery, body, invalidBody, guard, policy, record } = STANDARD_PROBLEMS
  const { precondition, throttle, concurrency, outage } = STANDARD_PROBLEMS
  return merge(
    contract?.query && invalidQuery,
    route.writes && body,
    contract?.body && invalidBody,
    route.guarded && guard,
    route.guarded && route.writes && policy,
    route.pathParameters.length > 0 && record,
    route.writes && route.pathParameters.length > 0 && contract?.etag && precondition,
    (contract?.throttled || (route.guarded && route.writes)) && throttle,
    route.guarded && concurrency,
    contract?.problems,
    outage
  )
}

function merge(...parts: (Problems | false | undefined)[]): Problems {
  const merged: Problems = {}
  for (const part of parts) {
    for (const [status, codes] of Object.entries(part || {})) {
      merged[Number(status)] = { ...merged[Number(status)], ...codes }
    }
  }
  return merged
}
