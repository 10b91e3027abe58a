import { defineSchemas, defineSections, object } from '#core/contract/schemas'

const check = {
  type: 'object',
  required: ['status'],
  additionalProperties: false,
  properties: {
    status: { type: 'string', enum: ['ok', 'unavailable'] },
    message: { type: 'string', description: 'What is wrong.' },
  },
}

defineSchemas({
  Liveness: {
    type: 'object',
    required: ['status'],
    additionalProperties: false,
    properties: { status: { type: 'string', enum: ['ok'] } },
  },

  Readiness: {
    type: 'object',
    required: ['status', 'checks'],
    additionalProperties: false,
    properties: {
      status: { type: 'string', enum: ['ok', 'unavailable'] },
      checks: {
        type: 'object',
        required: ['database', 'redis', 'migrations'],
        additionalProperties: false,
        properties: { database: check, redis: check, migrations: check },
      },
    },
  },
})

defineSections({
  contract: {
    title: 'This contract',
    description: 'What the API takes and answers, for programs and for people.',
  },
  health: {
    title: 'Health',
    description: 'For load balancers and whoever else watches over the system.',
  },
})

const STATUS = { type: 'string', enum: ['ok', 'unavailable'] }
const CHECK = object(
  { status: STATUS },
  { message: { type: 'string', description: 'What is wrong.' } }
)

defineSchemas({
  Liveness: object({ status: { type: 'string', enum: ['ok'] } }),
  Readiness: object({
    status: STATUS,
    checks: object({ database: CHECK, redis: CHECK, migrations: CHECK }),
  }),
})
