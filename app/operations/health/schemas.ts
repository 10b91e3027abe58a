import { defineSchemas, defineSections, object } from '#api/contract/schemas'

defineSections({
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
