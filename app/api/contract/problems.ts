import type { PromisedRoute } from '#api/contract/promised_route'

/** Refusals by status: the stable codes and when each comes. */
export type Problems = Record<number, Record<string, string>>

/** The problems that routes answer by what they are; contracts add those of their own. */
const STANDARD_PROBLEMS = {
  invalidQuery: {
    400: { invalid_query: 'A parameter is unknown or its value is wrong; `errors` names each.' },
  },
  body: {
    400: {
      malformed_body:
        'The body is not a JSON object in UTF-8, or has too many levels, values or characters in a key.',
      forbidden_key: 'A key of the body is `__proto__`, `constructor` or `prototype`.',
      incomplete_body: 'The body ended before it was complete.',
    },
    409: { conflict: 'Somebody else changed the same thing at the same moment; try again.' },
    413: {
      body_too_large: 'The body is larger than 1 MB, or than 16 KB where no token is asked for.',
    },
    415: {
      unsupported_media_type: 'The body is of a type that is not taken; send JSON.',
      unsupported_encoding:
        'The content encoding of the body is not known, or the body is compressed where no token is asked for.',
    },
  },
  invalidBody: {
    422: { validation_failed: 'The body was understood and is wrong; `errors` names each fault.' },
  },
  guard: {
    401: { unauthenticated: 'There is no token, or it is wrong, expired or revoked.' },
  },
  policy: {
    403: { forbidden: 'The record is there to see, but this user may not do this to it.' },
  },
  record: {
    404: { not_found: 'There is no such record, or none that this user can see.' },
  },
  precondition: {
    412: { precondition_failed: 'The record has changed: `If-Match` names another version.' },
  },
  throttle: {
    429: {
      too_many_requests: 'Called too often; `Retry-After` says in how many seconds to retry.',
    },
  },
  turns: {
    503: { too_busy: 'Too many of your own requests wait; `Retry-After` says when to retry.' },
  },
  outage: {
    503: {
      service_unavailable: 'A part is away for the moment; `Retry-After` says when to retry.',
    },
  },
} satisfies Record<string, Problems>

/** Everything that the route may refuse with. */
export function problemsOf({ contract, ...route }: PromisedRoute): Problems {
  const { invalidQuery, body, invalidBody, guard, policy, record } = STANDARD_PROBLEMS
  const { precondition, throttle, turns, outage } = STANDARD_PROBLEMS
  return merge(
    contract?.query && invalidQuery,
    route.writes && body,
    contract?.body && invalidBody,
    route.guarded && guard,
    route.guarded && route.writes && policy,
    route.pathParameters.length > 0 && record,
    route.writes && route.pathParameters.length > 0 && contract?.etag && precondition,
    (contract?.throttled || (route.guarded && route.writes)) && throttle,
    route.guarded && turns,
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
