import { defineSchemas, defineSections, object } from '#core/contract/schemas'

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
