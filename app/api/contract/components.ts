import { object, schemas, type JsonSchema } from '#api/contract/schemas'

/** The parts of the document that operations point to. */
export function components() {
  return {
    schemas: { Problem, Fault, ...Object.fromEntries(schemas) },
    securitySchemes: {
      accessToken: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'The short-lived `access` token of a sign-in.',
      },
      longLivedToken: {
        type: 'http',
        scheme: 'bearer',
        description: 'A long-lived token for a program, made with `node ace token:create`.',
      },
    },
    headers: {
      ETag: {
        description:
          'The version of the resource and a hash of what it shows, for `If-Match` and `If-None-Match`.',
        schema: { type: 'string', examples: ['"3.Yk0bTdOFSw7Vu1Rq"'] },
      },
      RetryAfter: {
        description: 'In how many seconds to try again.',
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
  description: 'One thing that is wrong with an input.',
  ...object({
    field: {
      type: 'string',
      description: 'The path to the field; empty for the input as a whole.',
      examples: ['assigned_to.2'],
    },
    code: {
      type: 'string',
      description: 'Stable; decide by it.',
      examples: ['unknown_field'],
    },
    message: { type: 'string', examples: ['assigned_to.2 must be a positive whole number'] },
  }),
}

const Problem: JsonSchema = {
  description: 'Why a request was refused (RFC 9457).',
  ...object(
    {
      type: { type: 'string', format: 'uri-reference' },
      title: { type: 'string', examples: ['Unprocessable Content'] },
      status: { type: 'integer', examples: [422] },
      detail: { type: 'string', description: 'What happened, in words.' },
      code: {
        type: 'string',
        description: 'Stable; decide by it.',
        examples: ['validation_failed'],
      },
    },
    {
      instance: { type: 'string', format: 'uri-reference' },
      errors: {
        type: 'array',
        items: { $ref: '#/components/schemas/Fault' },
        description: 'Every fault of the input at once.',
      },
    }
  ),
}
