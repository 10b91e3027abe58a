import { object, schemas, type JsonSchema } from '#api/contract/schemas'

export function components() {
  return {
    schemas: { Problem, Fault, ...Object.fromEntries(schemas) },
    securitySchemes: {
      accessToken: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'The short-lived `access` token returned by signing in.',
      },
      longLivedToken: {
        type: 'http',
        scheme: 'bearer',
        description: 'A long-lived token for a program, created with `node ace token:create`.',
      },
    },
    headers: {
      ETag: {
        description:
          'The version of the resource and a hash of its content, for `If-Match` and `If-None-Match`.',
        schema: { type: 'string', examples: ['"3.Yk0bTdOFSw7Vu1Rq"'] },
      },
      RetryAfter: {
        description: 'The number of seconds to wait before retrying.',
        schema: { type: 'integer', minimum: 0 },
      },
      WwwAuthenticate: {
        description: 'How to authenticate.',
        schema: { type: 'string', examples: ['Bearer'] },
      },
    },
  }
}

const Fault: JsonSchema = {
  description: 'A validation error.',
  ...object({
    field: {
      type: 'string',
      description: 'The path of the field; empty for the input as a whole.',
      examples: ['assigned_to.2'],
    },
    code: {
      type: 'string',
      description: 'A stable code for programs.',
      examples: ['unknown_field'],
    },
    message: { type: 'string', examples: ['assigned_to.2 must be a positive whole number'] },
  }),
}

const Problem: JsonSchema = {
  description: 'An error response (RFC 9457).',
  ...object(
    {
      type: { type: 'string', format: 'uri-reference' },
      title: { type: 'string', examples: ['Unprocessable Content'] },
      status: { type: 'integer', examples: [422] },
      detail: { type: 'string', description: 'A message for people.' },
      code: {
        type: 'string',
        description: 'A stable code for programs.',
        examples: ['validation_failed'],
      },
    },
    {
      instance: { type: 'string', format: 'uri-reference' },
      errors: {
        type: 'array',
        items: { $ref: '#/components/schemas/Fault' },
        description: 'All validation errors.',
      },
    }
  ),
}
